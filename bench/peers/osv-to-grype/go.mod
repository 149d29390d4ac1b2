module osv-to-grype

go 1.24

require github.com/anchore/grype v0.121.2
