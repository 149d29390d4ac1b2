/**
 * Under which terms each ecosystem's advisories are given. Source: OSV, "Data sources", and the files LICENSE of
 * the repositories named there.
 */
const LICENCES: ReadonlyMap<string, string> = new Map([
  ['AlmaLinux', 'MIT'],
  ['Alpine', 'CC-BY-SA-4.0'],
  ['Bitnami', 'Apache-2.0'],
  ['Chainguard', 'CC-BY-4.0'],
  ['crates.io', 'CC0-1.0 and CC-BY-4.0'],
  ['Debian', 'facts of the Debian security tracker'],
  ['Go', 'CC-BY-4.0'],
  ['Maven', 'CC-BY-4.0'],
  ['npm', 'CC-BY-4.0 and Apache-2.0'],
  ['NuGet', 'CC-BY-4.0'],
  ['Packagist', 'CC-BY-4.0'],
  ['PyPI', 'CC-BY-4.0'],
  ['Red Hat', 'CC-BY-4.0'],
  ['Rocky Linux', 'BSD-3-Clause'],
  ['RubyGems', 'CC-BY-4.0'],
  ['Ubuntu', 'CC-BY-SA-4.0'],
  ['Wolfi', 'CC-BY-4.0'],
]);

/** As far as we know it; the source's own words decide. `ecosystem` without release. */
export function licenceOf(ecosystem: string): string {
  return LICENCES.get(ecosystem) ?? 'see the source';
}
