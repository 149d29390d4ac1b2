// Command osv-to-grype writes a database (schema 6) for Grype from a folder of OSV exports, so that Grype and
// Image Gate judge the same advisories: osv-to-grype <folder with <Ecosystem>/all.zip> <cache folder>.
package main

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	v6 "github.com/anchore/grype/grype/db/v6"
	"github.com/spf13/afero"
)

type event struct {
	Introduced   string `json:"introduced"`
	Fixed        string `json:"fixed"`
	LastAffected string `json:"last_affected"`
}

type row struct {
	Package struct {
		Ecosystem string `json:"ecosystem"`
		Name      string `json:"name"`
	} `json:"package"`
	Ranges []struct {
		Type   string  `json:"type"`
		Events []event `json:"events"`
	} `json:"ranges"`
	Versions []string `json:"versions"`
}

type record struct {
	ID        string   `json:"id"`
	Withdrawn string   `json:"withdrawn"`
	Aliases   []string `json:"aliases"`
	Upstream  []string `json:"upstream"`
	Related   []string `json:"related"`
	Affected  []row    `json:"affected"`
}

type kind struct {
	ecosystem string // Syft's type of package
	format    string // Grype's version format
}

var kinds = map[string]kind{
	"Alpine": {"apk", "apk"}, "Debian": {"deb", "dpkg"}, "AlmaLinux": {"rpm", "rpm"},
	"Go": {"go-module", "go"}, "Maven": {"java-archive", "maven"}, "npm": {"npm", "semver"},
	"PyPI": {"python", "python"}, "RubyGems": {"gem", "gem"},
}

var distributions = map[string]string{"Alpine": "alpine", "Debian": "debian", "AlmaLinux": "almalinux"}

var separators = regexp.MustCompile(`[-_.]+`)

func systemOf(ecosystem string) *v6.OperatingSystem {
	parent, release, _ := strings.Cut(ecosystem, ":")
	name, ok := distributions[parent]
	if !ok {
		return nil
	}
	major, minor, _ := strings.Cut(strings.TrimPrefix(release, "v"), ".")
	return &v6.OperatingSystem{Name: name, ReleaseID: name, MajorVersion: major, MinorVersion: minor}
}

func rangesOf(r row, format string) []v6.Range {
	var out []v6.Range
	add := func(constraint, fixed string) {
		fix := &v6.Fix{State: v6.NotFixedStatus}
		if fixed != "" {
			fix = &v6.Fix{State: v6.FixedStatus, Version: fixed}
		}
		out = append(out, v6.Range{Version: v6.Version{Type: format, Constraint: constraint}, Fix: fix})
	}
	for _, rng := range r.Ranges {
		if rng.Type == "GIT" {
			continue
		}
		from, open := "", false
		join := func(to string) string {
			if from == "" || from == "0" {
				return to
			}
			if to == "" {
				return ">=" + from
			}
			return ">=" + from + "," + to
		}
		for _, e := range rng.Events {
			switch {
			case e.Introduced != "":
				from, open = e.Introduced, true
			case e.Fixed != "" && open:
				add(join("<"+e.Fixed), e.Fixed)
				open = false
			case e.LastAffected != "" && open:
				add(join("<="+e.LastAffected), "")
				open = false
			}
		}
		if open {
			add(join(""), "")
		}
	}
	if len(out) == 0 {
		for _, v := range r.Versions {
			add("="+v, "")
		}
	}
	return out
}

func write(store v6.Writer, r record, provider *v6.Provider) error {
	if r.Withdrawn != "" {
		return nil
	}
	aliases := append(append(append([]string{}, r.Aliases...), r.Upstream...), r.Related...)
	vuln := &v6.VulnerabilityHandle{
		Name: r.ID, Status: v6.VulnerabilityActive, ProviderID: provider.ID, Provider: provider,
		BlobValue: &v6.VulnerabilityBlob{ID: r.ID, Aliases: aliases},
	}
	if err := store.AddVulnerabilities(vuln); err != nil {
		return err
	}
	for _, one := range r.Affected {
		parent, _, _ := strings.Cut(one.Package.Ecosystem, ":")
		k, ok := kinds[parent]
		if !ok {
			continue
		}
		name := one.Package.Name
		if parent == "PyPI" {
			name = strings.ToLower(separators.ReplaceAllString(name, "-"))
		}
		ranges := rangesOf(one, k.format)
		if len(ranges) == 0 {
			continue
		}
		handle := &v6.AffectedPackageHandle{
			Vulnerability:   vuln,
			OperatingSystem: systemOf(one.Package.Ecosystem),
			Package:         &v6.Package{Ecosystem: k.ecosystem, Name: name},
			BlobValue:       &v6.PackageBlob{CVEs: cvesOf(aliases), Ranges: ranges},
		}
		if err := store.AddAffectedPackages(handle); err != nil {
			return err
		}
	}
	return nil
}

var cve = regexp.MustCompile(`^(?:[A-Z]+-)?(CVE-\d{4}-\d+)$`)

func cvesOf(ids []string) []string {
	var out []string
	for _, id := range ids {
		if m := cve.FindStringSubmatch(id); m != nil {
			out = append(out, m[1])
		}
	}
	return out
}

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: osv-to-grype <folder of OSV exports> <cache folder>")
	}
	dir := filepath.Join(os.Args[2], "6")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		log.Fatal(err)
	}
	store, err := v6.NewWriter(v6.Config{DBDirPath: dir})
	if err != nil {
		log.Fatal(err)
	}
	if err := store.SetDBMetadata(); err != nil {
		log.Fatal(err)
	}
	now := time.Now().UTC()
	archives, err := filepath.Glob(filepath.Join(os.Args[1], "*", "all.zip"))
	if err != nil {
		log.Fatal(err)
	}
	for _, path := range archives {
		id := strings.ToLower(filepath.Base(filepath.Dir(path)))
		provider := v6.Provider{ID: id, Version: "1", Processor: "osv-to-grype", DateCaptured: &now, InputDigest: "sha256:0"}
		if err := store.AddProvider(provider); err != nil {
			log.Fatal(err)
		}
		if err := addArchive(store, path, &provider); err != nil {
			log.Fatal(path, ": ", err)
		}
	}
	if err := store.Close(); err != nil {
		log.Fatal(err)
	}
	fs := afero.NewOsFs()
	digest, err := v6.CalculateDBDigest(fs, filepath.Join(dir, "vulnerability.db"))
	if err != nil {
		log.Fatal(err)
	}
	text, _ := json.Marshal(v6.ImportMetadata{Digest: digest, ClientVersion: "v6.1.0"})
	if err := os.WriteFile(filepath.Join(dir, v6.ImportMetadataFileName), text, 0o644); err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(archives), "archives")
}

func addArchive(store v6.Writer, path string, provider *v6.Provider) error {
	archive, err := zip.OpenReader(path)
	if err != nil {
		return err
	}
	defer archive.Close()
	for _, file := range archive.File {
		if !strings.HasSuffix(file.Name, ".json") {
			continue
		}
		content, err := file.Open()
		if err != nil {
			return err
		}
		var r record
		err = json.NewDecoder(content).Decode(&r)
		content.Close()
		if err != nil {
			return fmt.Errorf("%s: %w", file.Name, err)
		}
		if err := write(store, r, provider); err != nil {
			return fmt.Errorf("%s: %w", file.Name, err)
		}
	}
	return nil
}
