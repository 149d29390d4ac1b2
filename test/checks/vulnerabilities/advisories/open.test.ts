import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { openAdvisories } from '../../../../src/checks/vulnerabilities/advisories/open.ts';
import { SILENT } from '../../../../src/util/log.ts';
import { workFolder } from '../../../support/work-folder.ts';

it('opens the API, folders and bundles in the order of the settings, each once', async () => {
  const options = optionsIn(workFolder({ 'a/': '', b: '' }));
  const sources = await openAdvisories(['osv', 'a', 'a', 'osv', 'b', 'oci://ghcr.io/o/a:1'], options);
  expect(sources.map((source) => [source.id, source.needsNetwork])).toEqual([
    ['osv', true],
    ['osv-folder', false],
    ['bundle', false],
    ['bundle', true],
  ]);
});

it('finds folders from the working directory, and calls them as the user did', async () => {
  const cwd = workFolder({ 'data/npm/': '' });
  const [source] = await openAdvisories(['./data'], optionsIn(cwd));
  const result = await source?.lookup(
    [{ ecosystem: 'npm', name: 'a', version: '1.0.0' }],
    new AbortController().signal,
  );
  expect(result?.info.source).toBe('./data');
  expect(result?.notCovered.get('npm')).toBe('./data has no npm/all.zip');
  expect(result?.notCovered.get('npm')).not.toContain(resolve(cwd));
});

function optionsIn(cwd: string): Parameters<typeof openAdvisories>[1] {
  const trust = { publicKeyPem: null, maxAge: 86_400_000, now: new Date() };
  const registry = { insecureRegistries: [], env: {}, tempDir: cwd };
  return { osvUrl: 'https://api.osv.dev', cacheDir: null, log: SILENT, cwd, trust, registry };
}
