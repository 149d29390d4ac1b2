import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openOsvApi } from '../../../src/checks/vulnerabilities/advisories/osv-api.ts';
import { openOsvFolder } from '../../../src/checks/vulnerabilities/advisories/osv-folder.ts';
import type { AdvisorySource } from '../../../src/checks/vulnerabilities/advisories/source.ts';
import type { VulnerabilitiesResult } from '../../../src/checks/vulnerabilities/check.ts';
import { checkVulnerabilities } from '../../../src/checks/vulnerabilities/check.ts';
import type { Component } from '../../../src/model/component.ts';
import { NO_LOCATION } from '../../../src/model/finding.ts';
import { SILENT } from '../../../src/util/log.ts';
import { anInventory } from '../../support/an-inventory.ts';
import { aComponent, osPackages } from '../../support/components.ts';
import { rawRecord } from '../../support/osv-records.ts';
import type { RecordedAnswer } from '../../support/osv-server.ts';
import { startOsvServer } from '../../support/osv-server.ts';
import { SHARED_DATA, hasSharedData } from '../../support/shared-data.ts';

const SSL = { name: 'openssl', version: '1.1.1c-r0' };

describe('the vulnerabilities of an image', () => {
  it('are one finding for each package built from an affected source', async () => {
    const components = ['libssl1.1', 'libcrypto1.1'].map((name) => aComponent({ name, source: SSL }));
    const { findings, unknowns } = await checkWith([rawRecord()], components);
    expect(findings.map((finding) => [finding.rule, finding.component?.name, finding.fixedIn])).toEqual([
      ['CVE-2019-1547', 'libssl1.1', ['1.1.1d-r0']],
      ['CVE-2019-1547', 'libcrypto1.1', ['1.1.1d-r0']],
    ]);
    expect(unknowns).toEqual([]);
  });

  it('are none where the version is fixed, though the source named the record', async () => {
    const component = aComponent({ version: '1.1.1d-r0', source: { name: 'openssl', version: '1.1.1d-r0' } });
    expect(await checkWith([rawRecord()], [component])).toMatchObject({ findings: [], unknowns: [] });
  });

  it('are one finding for each place of a package', async () => {
    const locations = ['a', 'b/node_modules/a'].map((path) => ({ path, layer: 0 }));
    const component = aComponent({ ecosystem: 'npm', name: 'a', version: '1.0.0', locations });
    const { findings } = await checkWith(
      [rawRecord({ id: 'GHSA-1', of: 'npm a', range: ['introduced 0'] })],
      [component],
    );
    expect(findings).toHaveLength(2);
    expect(new Set(findings.map((finding) => finding.id)).size).toBe(2);
  });

  it('are found without any place', async () => {
    const { findings } = await checkWith([rawRecord()], [aComponent({ source: SSL, locations: [] })]);
    expect(findings).toHaveLength(1);
  });

  it('merge what several records say of one', async () => {
    const cvss = (score: string) => [{ type: 'CVSS_V3', score }];
    const { findings } = await checkWith(
      [
        rawRecord({
          id: 'GHSA-1',
          of: 'PyPI a',
          range: ['introduced 0', 'fixed 2.0'],
          aliases: ['CVE-2024-1111'],
          summary: 'Bad thing',
          severity: cvss('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H'),
        }),
        rawRecord({
          id: 'PYSEC-1',
          of: 'PyPI a',
          range: ['introduced 0', 'fixed 1.5'],
          aliases: ['GHSA-1'],
          severity: cvss('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'),
        }),
      ],
      [aComponent({ ecosystem: 'PyPI', name: 'A', version: '1.0' })],
    );
    expect(findings).toEqual([
      expect.objectContaining({
        category: 'vulnerability',
        rule: 'CVE-2024-1111',
        aliases: ['GHSA-1', 'PYSEC-1'],
        severity: 'critical',
        score: 9.8,
        title: 'Bad thing',
        fixedIn: ['1.5', '2.0'],
        engines: ['image-gate'],
      }),
    ]);
  });

  it('are unknown, never none, where nothing covers the packages', async () => {
    const components = [
      aComponent({ ecosystem: 'Alpine:v9.99' }),
      aComponent({ ecosystem: null, purl: 'pkg:rpm/x@1' }),
      aComponent({ ecosystem: 'npm', version: '1.0.0' }),
    ];
    const { findings, unknowns } = await checkWith([rawRecord()], components);
    expect(findings).toEqual([]);
    expect(unknowns.map((unknown) => unknown.place)).toEqual([
      'Alpine:v9.99',
      'rpm packages of an unknown distribution',
      'npm',
    ]);
  });

  it('are unknown without any source of advisories', async () => {
    const result = await check([aComponent()], []);
    expect(result.unknowns).toEqual([
      {
        step: 'vulnerabilities',
        place: 'Alpine:v3.10',
        reason: '1 package was not assessed: there is no source of advisories',
      },
    ]);
  });

  it('are unknown for a version that is none', async () => {
    const { unknowns } = await checkWith(
      [rawRecord()],
      [aComponent({ source: { name: 'openssl', version: 'odd' } })],
    );
    expect(unknowns).toEqual([expect.objectContaining({ reason: expect.stringContaining('"odd"') })]);
  });

  it('are none in an image without packages, and nobody is asked', async () => {
    expect(await check([], [])).toEqual({ findings: [], unknowns: [], advisories: [] });
  });
});

const ALPINE_3_10_2 = `
  musl 1.1.22-r3 musl
  busybox 1.30.1-r2 busybox
  alpine-baselayout 3.1.2-r0 alpine-baselayout
  alpine-keys 2.1-r2 alpine-keys
  libcrypto1.1 1.1.1c-r0 openssl
  libssl1.1 1.1.1c-r0 openssl
  ca-certificates-cacert 20190108-r0 ca-certificates
  libtls-standalone 2.9.1-r0 libtls-standalone
  ssl_client 1.30.1-r2 busybox
  zlib 1.2.11-r1 zlib
  apk-tools 2.10.4-r2 apk-tools
  scanelf 1.2.3-r0 pax-utils
  musl-utils 1.1.22-r3 musl
  libc-utils 0.7.1-r0 libc-dev`;
const ALPINE_3_10_9 = ALPINE_3_10_2.replaceAll('1.1.22-r3', '1.1.22-r4')
  .replaceAll('1.30.1-r2', '1.30.1-r5')
  .replaceAll('1.1.1c-r0', '1.1.1k-r0')
  .replace('20190108-r0', '20191127-r2')
  .replace('2.10.4-r2', '2.10.6-r0');

describe.skipIf(!hasSharedData('osv/Alpine/all.zip'))('real Alpine advisories', () => {
  const source = (): AdvisorySource => openOsvFolder(join(SHARED_DATA, 'osv'), { log: SILENT });

  it('give Alpine 3.10.2 exactly three vulnerabilities in two packages', async () => {
    const { findings, unknowns } = await check(osPackages('Alpine:v3.10', ALPINE_3_10_2), [source()]);
    expect(
      findings.map((finding) => `${finding.component?.name ?? ''} ${finding.rule} ${finding.fixedIn.join()}`),
    ).toEqual([
      'libcrypto1.1 CVE-2019-1547 1.1.1d-r0',
      'libcrypto1.1 CVE-2019-1549 1.1.1d-r0',
      'libcrypto1.1 CVE-2019-1563 1.1.1d-r0',
      'libssl1.1 CVE-2019-1547 1.1.1d-r0',
      'libssl1.1 CVE-2019-1549 1.1.1d-r0',
      'libssl1.1 CVE-2019-1563 1.1.1d-r0',
    ]);
    expect(unknowns).toEqual([]);
  });

  it('give Alpine 3.10.9 none, and say that it was assessed', async () => {
    expect(await check(osPackages('Alpine:v3.10', ALPINE_3_10_9), [source()])).toMatchObject({
      findings: [],
      unknowns: [],
      advisories: [{ newest: '2020-06-08T00:00:00Z' }],
    });
  });

  it('know nothing of Alpine 3.20, and say so', async () => {
    const { findings, unknowns } = await check(osPackages('Alpine:v3.20', ALPINE_3_10_2), [source()]);
    expect(findings).toEqual([]);
    expect(unknowns).toEqual([
      {
        step: 'vulnerabilities',
        place: 'Alpine:v3.20',
        reason: expect.stringMatching(/^14 packages were not assessed/u),
      },
    ]);
  });
});

describe.skipIf(!hasSharedData('osv-api/answers.json'))('recorded answers of the OSV API', () => {
  it.each(['Alpine:v3.18', 'npm', 'PyPI'])('are found in full, and nothing else: %s', async (ecosystem) => {
    const text = readFileSync(join(SHARED_DATA, 'osv-api/answers.json'), 'utf8');
    const answers = JSON.parse(text) as Record<string, readonly RecordedAnswer[]>;
    const packages = answers[ecosystem] ?? [];
    expect(packages.length).toBeGreaterThan(10);
    const server = await startOsvServer({ answers, pageSize: 3 });
    try {
      const components = packages.map(({ name, version }) =>
        aComponent({
          name,
          version,
          ecosystem,
          purl: `pkg:x/${name}@${version}`,
          locations: [{ path: version, layer: 0 }],
        }),
      );
      const { findings, unknowns } = await check(components, [
        openOsvApi({ url: server.url, cacheDir: null, log: SILENT }),
      ]);
      expect(unknowns).toEqual([]);
      for (const { name, version, ids } of packages) {
        const its = findings.filter(
          (finding) => finding.component?.name === name && finding.component.version === version,
        );
        const found = its
          .flatMap((finding) => [finding.rule, ...finding.aliases])
          .filter((id) => !id.startsWith('CVE-'));
        expect([name, version, found.sort()]).toEqual([name, version, [...ids].sort()]);
      }
      expect(server.problems).toEqual([]);
    } finally {
      await server.close();
    }
  });
});

async function checkWith(
  records: readonly object[],
  components: readonly Component[],
): Promise<VulnerabilitiesResult> {
  const server = await startOsvServer({ records });
  try {
    return await check(components, [openOsvApi({ url: server.url, cacheDir: null, log: SILENT })]);
  } finally {
    await server.close();
  }
}

function check(
  components: readonly Component[],
  sources: readonly AdvisorySource[],
): Promise<VulnerabilitiesResult> {
  const { signal } = new AbortController();
  const inventory = anInventory({ components });
  return checkVulnerabilities({ inventory, sources, locate: () => NO_LOCATION, log: SILENT, signal });
}
