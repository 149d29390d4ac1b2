import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildBundle } from '../../src/checks/vulnerabilities/advisories/bundle/build.ts';
import type { PackedFeed } from '../../src/checks/vulnerabilities/advisories/bundle/build.ts';
import { folderExports } from '../../src/checks/vulnerabilities/advisories/bundle/exports-folder.ts';
import type { BundleManifest } from '../../src/checks/vulnerabilities/advisories/bundle/manifest.ts';
import { SILENT } from '../../src/util/log.ts';
import { workFolder } from './work-folder.ts';
import { makeZip } from './zip.ts';

export interface MadeBundle {
  readonly file: string;
  /** The folder of exports that it was built from. */
  readonly folder: string;
  readonly manifest: BundleManifest;
}

/** A bundle of these records (values, or their JSON), by ecosystem without release. */
export async function makeBundle(
  ecosystems: Readonly<Record<string, readonly unknown[]>>,
  options: {
    readonly privateKeyPem?: string;
    readonly now?: Date;
    readonly feeds?: readonly PackedFeed[];
  } = {},
): Promise<MadeBundle> {
  const { privateKeyPem = null, now = new Date(), feeds = [] } = options;
  const folder = exportsFolder(ecosystems);
  const file = join(workFolder(), 'advisories.bundle');
  const exports = folderExports(folder, null);
  const signal = new AbortController().signal;
  const about = { output: file, privateKeyPem, tool: 'test', now, log: SILENT, signal };
  const { manifest } = await buildBundle({ ...about, exports, feeds });
  return { file, folder, manifest };
}

/** A folder in the layout of OSV's exports. */
export function exportsFolder(ecosystems: Readonly<Record<string, readonly unknown[]>>): string {
  const folder = workFolder();
  for (const [ecosystem, records] of Object.entries(ecosystems)) {
    const files = records.map((record, index): [string, string] => {
      const json = typeof record === 'string' ? record : JSON.stringify(record);
      return [`${String(index)}.json`, json];
    });
    const path = join(folder, ecosystem, 'all.zip');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, makeZip(Object.fromEntries(files)));
  }
  return folder;
}

export interface TestKeys {
  readonly privateKeyPem: string;
  readonly publicKeyPem: string;
}

/** A new pair of keys in PEM form. */
export function makeKeys(kind: 'ed25519' | 'ec' | 'rsa' = 'ed25519'): TestKeys {
  const pair =
    kind === 'ed25519'
      ? generateKeyPairSync('ed25519')
      : kind === 'ec'
        ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
        : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    privateKeyPem: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKeyPem: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}
