import type { Report } from '../../src/model/report.ts';
import { type ImageParts, makeImage, type TestImage } from './oci.ts';

/** An application with two npm packages that have known vulnerabilities, and the advisories that say so. */
export const UNSAFE_PARTS: ImageParts = {
  layers: [
    { 'etc/passwd': 'root:x:0:0:root:/root:/bin/sh\napp:x:1000:1000::/srv:/bin/sh\n' },
    {
      'srv/node_modules/left/package.json': '{"name":"left","version":"1.0.0"}',
      'srv/node_modules/@up/down/package.json': '{"name":"@up/down","version":"2.3.4","license":"MIT"}',
    },
  ],
  config: { User: '1000', Healthcheck: { Test: ['CMD', 'true'] } },
};

export function unsafeImage(): TestImage {
  return makeImage(UNSAFE_PARTS);
}

/** The same application without anything to complain about. */
export function safeImage(): TestImage {
  return makeImage({
    layers: [{ 'srv/node_modules/left/package.json': '{"name":"left","version":"1.0.1"}' }],
    config: { User: '1000', Healthcheck: { Test: ['CMD', 'true'] } },
  });
}

/** Files of a folder of OSV exports, for `workFolder`. */
export const ADVISORY_FILES: Readonly<Record<string, string>> = {
  'advisories/npm/GHSA-aaaa-bbbb-cccc.json': advisory({
    id: 'GHSA-aaaa-bbbb-cccc',
    cve: 'CVE-2024-0001',
    name: 'left',
    fixed: '1.0.1',
    vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
  }),
  'advisories/npm/GHSA-dddd-eeee-ffff.json': advisory({
    id: 'GHSA-dddd-eeee-ffff',
    cve: 'CVE-2024-0002',
    name: '@up/down',
    fixed: '2.4.0',
    vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L',
  }),
};

function advisory(of: { id: string; cve: string; name: string; fixed: string; vector: string }): string {
  return JSON.stringify({
    schema_version: '1.7.3',
    id: of.id,
    modified: '2026-01-01T00:00:00Z',
    published: '2026-01-01T00:00:00Z',
    aliases: [of.cve],
    summary: `A flaw in ${of.name}`,
    severity: [{ type: 'CVSS_V3', score: of.vector }],
    affected: [
      {
        package: { ecosystem: 'npm', name: of.name },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: of.fixed }] }],
      },
    ],
  });
}

/** What must be the same from every source: rule, component and fingerprint of each finding, sorted. */
export function identities(report: Report): readonly string[] {
  return report.findings.map((f) => `${f.rule} ${f.component?.purl ?? '-'} ${f.id}`).sort();
}
