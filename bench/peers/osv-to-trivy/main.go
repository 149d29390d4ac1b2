// Command osv-to-trivy writes a database for Trivy from a folder of OSV exports, so that Trivy and Image Gate
// judge the same advisories: osv-to-trivy <folder with <Ecosystem>/all.zip> <cache folder>.
//
// Layout of Trivy's database, schema 2: one bolt bucket for each release ("alpine 3.10") or source
// ("npm::OSV"), in it one bucket for each package, in it the advisories by vulnerability.
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

	bolt "go.etcd.io/bbolt"
)

type event struct {
	Introduced   string `json:"introduced"`
	Fixed        string `json:"fixed"`
	LastAffected string `json:"last_affected"`
}

type record struct {
	ID        string   `json:"id"`
	Withdrawn string   `json:"withdrawn"`
	Aliases   []string `json:"aliases"`
	Upstream  []string `json:"upstream"`
	Related   []string `json:"related"`
	Affected  []struct {
		Package struct {
			Ecosystem string `json:"ecosystem"`
			Name      string `json:"name"`
		} `json:"package"`
		Ranges []struct {
			Type   string  `json:"type"`
			Events []event `json:"events"`
		} `json:"ranges"`
		Versions []string `json:"versions"`
	} `json:"affected"`
}

type advisory struct {
	VendorIDs          []string `json:",omitempty"`
	FixedVersion       string   `json:",omitempty"`
	VulnerableVersions []string `json:",omitempty"`
	PatchedVersions    []string `json:",omitempty"`
}

var cve = regexp.MustCompile(`^(?:[A-Z]+-)?(CVE-\d{4}-\d+)$`)

// languages maps OSV's names to the first word of Trivy's buckets.
var languages = map[string]string{
	"Go": "go", "Maven": "maven", "npm": "npm", "PyPI": "pip", "RubyGems": "rubygems",
	"crates.io": "cargo", "NuGet": "nuget", "Packagist": "composer",
}

// bucketOf returns the bucket of an ecosystem, and whether it is a distribution.
func bucketOf(ecosystem string) (string, bool) {
	parent, release, _ := strings.Cut(ecosystem, ":")
	switch parent {
	case "Alpine":
		return "alpine " + strings.TrimPrefix(release, "v"), true
	case "Debian":
		return "debian " + release, true
	case "AlmaLinux":
		return "alma " + release, true
	}
	if word, ok := languages[parent]; ok {
		return word + "::OSV", false
	}
	return "", false
}

func idsOf(r record) []string {
	seen := map[string]bool{}
	var ids []string
	for _, list := range [][]string{{r.ID}, r.Aliases, r.Upstream, r.Related} {
		for _, id := range list {
			if m := cve.FindStringSubmatch(id); m != nil && !seen[m[1]] {
				seen[m[1]] = true
				ids = append(ids, m[1])
			}
		}
		// Related CVEs are the subject only of distributions' notices that name none elsewhere.
	}
	if len(ids) == 0 {
		return []string{r.ID}
	}
	return ids
}

func put(tx *bolt.Tx, path []string, key string, value any) error {
	b, err := tx.CreateBucketIfNotExists([]byte(path[0]))
	for _, name := range path[1:] {
		if err != nil {
			return err
		}
		b, err = b.CreateBucketIfNotExists([]byte(name))
	}
	if err != nil {
		return err
	}
	// One vulnerability may be told by several records: ranges are joined, a distribution's first fix is kept.
	if a, ok := value.(advisory); ok {
		if old := b.Get([]byte(key)); old != nil {
			var known advisory
			if err := json.Unmarshal(old, &known); err != nil {
				return err
			}
			a.VulnerableVersions = append(known.VulnerableVersions, a.VulnerableVersions...)
			a.PatchedVersions = append(known.PatchedVersions, a.PatchedVersions...)
			a.VendorIDs = append(known.VendorIDs, a.VendorIDs...)
			if known.FixedVersion != "" {
				a.FixedVersion = known.FixedVersion
			}
			value = a
		}
	}
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return b.Put([]byte(key), text)
}

func constraints(events []event) (vulnerable []string, patched []string) {
	from := ""
	isOpen := false
	bound := func(to string) {
		parts := []string{}
		if from != "" && from != "0" {
			parts = append(parts, ">="+from)
		}
		if to != "" {
			parts = append(parts, to)
		}
		if len(parts) == 0 {
			parts = append(parts, ">=0")
		}
		vulnerable = append(vulnerable, strings.Join(parts, ", "))
		isOpen = false
	}
	for _, e := range events {
		switch {
		case e.Introduced != "":
			from, isOpen = e.Introduced, true
		case e.Fixed != "":
			patched = append(patched, e.Fixed)
			if isOpen {
				bound("<" + e.Fixed)
			}
		case e.LastAffected != "":
			if isOpen {
				bound("<=" + e.LastAffected)
			}
		}
	}
	if isOpen {
		bound("")
	}
	return vulnerable, patched
}

func add(tx *bolt.Tx, r record) error {
	if r.Withdrawn != "" {
		return nil
	}
	for _, row := range r.Affected {
		bucket, isDistribution := bucketOf(row.Package.Ecosystem)
		if bucket == "" {
			continue
		}
		name := row.Package.Name
		if strings.HasPrefix(bucket, "pip::") {
			name = strings.ToLower(regexp.MustCompile(`[-_.]+`).ReplaceAllString(name, "-"))
		}
		a := advisory{VendorIDs: []string{r.ID}}
		for _, rng := range row.Ranges {
			if rng.Type == "GIT" {
				continue
			}
			v, p := constraints(rng.Events)
			a.VulnerableVersions = append(a.VulnerableVersions, v...)
			a.PatchedVersions = append(a.PatchedVersions, p...)
		}
		if isDistribution {
			if len(a.PatchedVersions) > 0 {
				a.FixedVersion = a.PatchedVersions[len(a.PatchedVersions)-1]
			}
			a.VulnerableVersions, a.PatchedVersions = nil, nil
		} else if len(a.VulnerableVersions) == 0 {
			for _, v := range row.Versions {
				a.VulnerableVersions = append(a.VulnerableVersions, "="+v)
			}
		}
		for _, id := range idsOf(r) {
			if err := put(tx, []string{bucket, name}, id, a); err != nil {
				return err
			}
			source := map[string]string{"ID": "osv", "Name": "OSV", "URL": "https://osv.dev"}
			if err := put(tx, []string{"data-source"}, bucket, source); err != nil {
				return err
			}
			detail := map[string]any{"Title": r.ID, "Severity": "UNKNOWN"}
			if err := put(tx, []string{"vulnerability"}, id, detail); err != nil {
				return err
			}
		}
	}
	return nil
}

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: osv-to-trivy <folder of OSV exports> <cache folder>")
	}
	dir := filepath.Join(os.Args[2], "db")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		log.Fatal(err)
	}
	db, err := bolt.Open(filepath.Join(dir, "trivy.db"), 0o644, &bolt.Options{NoSync: true})
	if err != nil {
		log.Fatal(err)
	}
	defer db.Close()
	archives, err := filepath.Glob(filepath.Join(os.Args[1], "*", "all.zip"))
	if err != nil {
		log.Fatal(err)
	}
	for _, path := range archives {
		if err := db.Update(func(tx *bolt.Tx) error { return addArchive(tx, path) }); err != nil {
			log.Fatal(path, ": ", err)
		}
	}
	now := time.Now().UTC()
	meta := map[string]any{"Version": 2, "UpdatedAt": now, "NextUpdate": now.Add(24 * time.Hour), "DownloadedAt": now}
	text, _ := json.Marshal(meta)
	if err := os.WriteFile(filepath.Join(dir, "metadata.json"), text, 0o644); err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(archives), "archives")
}

func addArchive(tx *bolt.Tx, path string) error {
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
		if err := add(tx, r); err != nil {
			return err
		}
	}
	return nil
}
