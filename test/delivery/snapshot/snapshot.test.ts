import { describe, expect, it } from 'vitest';

import { toSnapshot } from '../../../src/delivery/snapshot/snapshot.ts';
import { snapshotErrors } from '../../support/github-snapshot-rules.ts';
import { sampleReport } from '../../support/sample-report.ts';
import { sbomReport } from '../../support/sbom-report.ts';

const JOB = {
  id: '1',
  correlator: 'c',
  sha: 'a'.repeat(40),
  ref: 'refs/heads/main',
  url: 'https://example.com/x',
};

describe('a snapshot', () => {
  it('keeps the rules of GitHub', () => {
    for (const report of [sbomReport(), sampleReport({ components: [], dockerfile: null })]) {
      expect(snapshotErrors(JSON.stringify(toSnapshot(report, 'app', JOB))).errors).toEqual([]);
    }
  });

  it.each([
    ['without a commit', { sha: 'main' }],
    ['with a short ref', { ref: 'main' }],
  ])('%s breaks them', (_, change) => {
    const snapshot = toSnapshot(sbomReport(), 'app', { ...JOB, ...change });
    expect(snapshotErrors(JSON.stringify(snapshot)).errors).not.toEqual([]);
  });

  it('tells what an OS package brought from what stands alone', () => {
    const { resolved } = toSnapshot(sbomReport(), 'app', JOB).manifests['app'] ?? {};
    const owner = 'pkg:deb/debian/python3-yaml@6.0-3?arch=amd64&distro=debian-12';
    expect(resolved?.[owner]).toMatchObject({
      relationship: 'direct',
      dependencies: ['pkg:pypi/pyyaml@6.0'],
    });
    expect(resolved?.['pkg:pypi/pyyaml@6.0']).toMatchObject({ relationship: 'indirect', dependencies: [] });
  });

  it('names no file for a Dockerfile from standard input', () => {
    const snapshot = toSnapshot(sampleReport({ dockerfile: '-' }), 'app', JOB);
    expect(snapshot.manifests['app']?.file).toBeUndefined();
  });
});
