import { describe, expect, it } from 'vitest';
import { loadSettings } from '../../src/settings/load.ts';
import { parseArgv } from '../../src/settings/argv.ts';
import type { Settings } from '../../src/settings/settings.ts';
import { makeKeys } from '../support/bundles.ts';
import { workFolder } from '../support/work-folder.ts';

function load(
  flags: readonly string[],
  files: Readonly<Record<string, string>> = {},
): Settings['advisories'] {
  const command = parseArgv(['check', '--image', 'a', ...flags]);
  if (command.kind !== 'check') throw new Error(command.kind);
  return loadSettings({ door: 'cli', command, env: {}, cwd: workFolder(files), terminal: false }).advisories;
}

describe('where advisories come from', () => {
  it('is the OSV service, trusted for two weeks, when nothing is said', () => {
    expect(load([])).toMatchObject({
      sources: ['osv'],
      publicKey: null,
      maxAge: 14 * 86_400_000,
      kev: null,
      epss: null,
    });
  });

  it('may be a bundle file, a folder, and a bundle in a registry, in this order', () => {
    const flags = [
      '--advisories',
      'b.bundle',
      '--advisories',
      'osv-data',
      '--advisories',
      'oci://ghcr.io/o/a:1',
    ];
    expect(load(flags, { 'b.bundle': '', 'osv-data/': '' }).sources).toEqual([
      'b.bundle',
      'osv-data',
      'oci://ghcr.io/o/a:1',
    ]);
  });

  it.each(['oci://', 'oci://r.io/UPPER', 'none'])('is not %s', (source) => {
    expect(() => load(['--advisories', source])).toThrow();
  });

  it('takes the key as text or from a file', () => {
    const { publicKeyPem } = makeKeys();
    expect(load([`--advisories-key=${publicKeyPem}`]).publicKey).toBe(publicKeyPem);
    expect(load(['--advisories-key', 'key.pub'], { 'key.pub': publicKeyPem }).publicKey).toBe(publicKeyPem);
  });

  it('refuses a key file that is not there, or holds no public key', () => {
    expect(() => load(['--advisories-key', 'none'])).toThrow('cannot be read');
    const { privateKeyPem } = makeKeys();
    expect(() => load(['--advisories-key', 'key'], { key: privateKeyPem })).toThrow('no public key');
  });
});
