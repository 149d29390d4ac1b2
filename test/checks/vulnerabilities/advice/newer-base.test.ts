import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newerBase, type NewerBaseInput } from '../../../../src/checks/vulnerabilities/advice/newer-base.ts';
import { openOsvFolder } from '../../../../src/checks/vulnerabilities/advisories/osv-folder.ts';
import { openImage } from '../../../../src/image/open.ts';
import type { Finding } from '../../../../src/model/finding.ts';
import { SILENT } from '../../../../src/util/log.ts';
import { anImage } from '../../../support/an-image.ts';
import { aFinding } from '../../../support/findings.ts';
import { makeImage, ociBlobs } from '../../../support/oci.ts';
import { openOptions } from '../../../support/open-options.ts';
import { rawRecord } from '../../../support/osv-records.ts';
import { debianLayer, dpkgStanza } from '../../../support/package-files.ts';
import { pushImage } from '../../../support/push.ts';
import { startRegistry, type TestRegistry } from '../../../support/registry.ts';
import { needs } from '../../../support/services.ts';
import { workFolder } from '../../../support/work-folder.ts';

/** CVE-1 is fixed in bash 2; CVE-2 and CVE-3 never in bash and dash. */
const RECORDS = [
  rawRecord({ id: 'CVE-2026-1', of: 'Debian:12 bash', range: ['introduced 0', 'fixed 2'] }),
  rawRecord({ id: 'CVE-2026-2', of: 'Debian:12 bash', range: ['introduced 0'] }),
  rawRecord({ id: 'CVE-2026-3', of: 'Debian:12 dash', range: ['introduced 0'] }),
];
const NEW_BASE = makeImage({
  layers: [debianLayer(dpkgStanza('bash', '2'), dpkgStanza('dash', '1'))],
});
const PARTLY = makeImage({
  layers: [debianLayer(dpkgStanza('bash', '2'), 'Package: zsh\nStatus: install ok installed\n\n')],
});

function inBase(rule: string, name: string, change: Partial<Finding> = {}): Finding {
  const layer = { index: 0, diffId: 'sha256:1', createdBy: null, base: true };
  const component = { purl: `pkg:deb/debian/${name}@1`, name, version: '1' };
  return aFinding({ rule, component, location: { path: null, layer, dockerfile: null }, ...change });
}

describe.skipIf(!needs('docker-registry'))('newerBase', () => {
  let registry: TestRegistry;
  beforeAll(async () => {
    registry = await startRegistry();
    await pushImage(registry, { repository: 'debian', tag: '12' }, ociBlobs(NEW_BASE));
    await pushImage(registry, { repository: 'debian', tag: 'partly' }, ociBlobs(PARTLY));
  });
  afterAll(() => registry.stop());

  function input(change: Partial<NewerBaseInput> = {}): NewerBaseInput {
    const folder = workFolder(
      Object.fromEntries(RECORDS.map((one) => [`Debian/${String(one['id'])}.json`, JSON.stringify(one)])),
    );
    return {
      wanted: 'auto',
      base: { reference: `${registry.host}/debian:12`, findings: 2, total: 2, newer: null },
      image: anImage({ history: ['other'] }),
      findings: [inBase('CVE-2026-1', 'bash'), inBase('CVE-2026-2', 'bash')],
      unknowns: [],
      sources: [openOsvFolder(folder, { log: SILENT })],
      open: openOptions({ cwd: workFolder({ 'temp/x': '' }) }),
      ownPrograms: [],
      ...change,
    };
  }
  const named = (tag: string): string => `${registry.host}/debian${tag}`;
  const digest = ociBlobs(NEW_BASE).descriptor.digest;

  it('counts what the image that the tag now leads to removes and adds', async () => {
    expect(await newerBase(input())).toEqual({ reference: named(':12'), digest, removes: 1, adds: 1 });
  });

  it('takes the tag where the Dockerfile names a digest too', async () => {
    const reference = `${named(':12')}@sha256:${'0'.repeat(64)}`;
    const found = await newerBase(input({ base: { ...input().base, reference } }));
    expect(found).toMatchObject({ reference: named(':12'), removes: 1 });
  });

  it('takes an image that is named, whatever the base is', async () => {
    const base = { ...input().base, reference: null };
    expect(await newerBase(input({ wanted: named(':12'), base }))).toMatchObject({ removes: 1, adds: 1 });
  });

  it('counts nothing as removed that was suppressed or is not of the base, and nothing as added that was there', async () => {
    const suppressed = { by: 'vex', reason: 'x', owner: null, expires: null } as const;
    const findings = [
      inBase('CVE-2026-1', 'bash', { suppressed }),
      inBase('CVE-2026-2', 'bash', { suppressed }),
      inBase('CVE-2026-3', 'dash'),
      aFinding({ rule: 'CVE-2026-9' }),
    ];
    expect(await newerBase(input({ findings }))).toMatchObject({ removes: 0, adds: 0 });
  });

  it('says nothing of the base that the image has', async () => {
    const image = await openImage(
      { kind: 'image', reference: named(':12'), from: 'registry', pull: 'always' },
      input().open,
    );
    expect(await newerBase(input({ image }))).toBeNull();
  });

  it.each([null, `debian@sha256:${'0'.repeat(64)}`])(
    'does not know where to look for %s',
    async (reference) => {
      expect(await newerBase(input({ base: { ...input().base, reference } }))).toBeNull();
    },
  );

  it('says nothing of a base that could not be examined whole', async () => {
    expect(await newerBase(input({ wanted: named(':partly') }))).toBeNull();
    const open = input().open;
    const sources = [openOsvFolder(workFolder({ 'npm/x': '' }), { log: SILENT })];
    expect(await newerBase(input({ open, sources }))).toBeNull();
  });

  it('throws when there is no such image', async () => {
    await expect(newerBase(input({ wanted: named(':gone') }))).rejects.toThrow('gone');
  });
});
