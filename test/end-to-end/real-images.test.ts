import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { identities } from '../support/examples.ts';
import { pushLayout } from '../support/push-layout.ts';
import { startRegistry } from '../support/registry.ts';
import { EXIT, runCli } from '../support/run-dist.ts';
import { needs } from '../support/services.ts';
import { hasSharedData, SHARED_DATA } from '../support/shared-data.ts';
import { toLayout } from '../support/to-layout.ts';
import { workFolder } from '../support/work-folder.ts';

const ALPINE = 'images/alpine-3.10.2.docker-archive.tar.gz';
const ARGS = [
  '--advisories',
  path.join(SHARED_DATA, 'osv'),
  '--fail-on',
  'vulnerability=low',
  '--checks',
  'vulnerabilities',
];

async function gate(source: readonly string[]): Promise<{ status: number | null; report: Report }> {
  const cwd = workFolder();
  const run = await runCli(['check', ...source, ...ARGS, '--report', 'json=report.json'], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '' },
  });
  return {
    status: run.status,
    report: JSON.parse(readFileSync(path.join(cwd, 'report.json'), 'utf8')) as Report,
  };
}

describe.skipIf(!hasSharedData(ALPINE))('Alpine 3.10.2', () => {
  const archive = path.join(SHARED_DATA, ALPINE);

  it('has exactly the three vulnerabilities of its libcrypto and libssl, and their fix', async () => {
    const { status, report } = await gate(['--archive', archive]);
    expect(status).toBe(EXIT.fail);
    const found = report.findings
      .map((f) => `${f.rule} ${f.component?.name ?? ''} ${f.fixedIn.join(' ')}`)
      .sort();
    const libraries = ['libcrypto1.1', 'libssl1.1'];
    const cves = ['CVE-2019-1547', 'CVE-2019-1549', 'CVE-2019-1563'];
    expect(found).toEqual(cves.flatMap((cve) => libraries.map((name) => `${cve} ${name} 1.1.1d-r0`)).sort());
  });

  it('is the same as an OCI layout and from a registry', async () => {
    const expected = identities((await gate(['--archive', archive])).report);
    const layout = path.join(workFolder(), 'layout');
    toLayout(archive, layout);
    expect(identities((await gate(['--layout', layout])).report)).toEqual(expected);
    if (!needs('docker-registry')) return;
    const registry = await startRegistry();
    try {
      await pushLayout(registry, { repository: 'library/alpine', tag: '3.10.2' }, layout);
      const reference = `${registry.host}/library/alpine:3.10.2`;
      expect(identities((await gate(['--image', reference, '--from', 'registry'])).report)).toEqual(expected);
    } finally {
      await registry.stop();
    }
  });

  it.skipIf(!needs('dockerd'))('is the same from the daemon', async () => {
    const expected = identities((await gate(['--archive', archive])).report);
    const loaded = spawnSync('docker', ['load', '--input', archive], { encoding: 'utf8' });
    const tag = /Loaded image: (\S+)/u.exec(loaded.stdout)?.[1] ?? '';
    const { report } = await gate(['--image', tag, '--from', 'daemon']);
    spawnSync('docker', ['image', 'rm', tag]);
    expect(identities(report)).toEqual(expected);
  });
});

const ROOTFS = 'images/alpine-minirootfs-3.10.9-x86_64.tar.gz';

describe.skipIf(!hasSharedData(ROOTFS) || !needs('dockerd'))(
  'Alpine 3.10.9, imported from its root file system',
  () => {
    it('has none of them', async () => {
      const tag = `image-gate-test/alpine:3.10.9-${process.pid}`;
      spawnSync('docker', ['import', path.join(SHARED_DATA, ROOTFS), tag]);
      const { status, report } = await gate(['--image', tag, '--from', 'daemon']);
      spawnSync('docker', ['image', 'rm', tag]);
      expect(report.components.map((c) => c.name)).toContain('libcrypto1.1');
      expect(report.findings).toEqual([]);
      expect(status).toBe(EXIT.pass);
    });
  },
);

describe.skipIf(!hasSharedData('images/alpine-minirootfs-3.20.3-x86_64.tar.gz') || !needs('dockerd'))(
  'Alpine 3.20, which the advisories do not reach',
  () => {
    it('is incomplete, not clean', async () => {
      const tag = `image-gate-test/alpine:3.20.3-${process.pid}`;
      spawnSync('docker', [
        'import',
        path.join(SHARED_DATA, 'images/alpine-minirootfs-3.20.3-x86_64.tar.gz'),
        tag,
      ]);
      const { status, report } = await gate(['--image', tag, '--from', 'daemon']);
      spawnSync('docker', ['image', 'rm', tag]);
      expect(status).toBe(EXIT.incomplete);
      expect(report.unknowns.map((u) => u.place).join(' ')).toContain('Alpine:v3.20');
    });
  },
);
