import { generateKeyPairSync } from 'node:crypto';

import { parseConfig } from '../../src/settings/config-file.ts';
import type { ReadTrust } from '../../src/settings/trust.ts';
import { readTrust } from '../../src/settings/trust.ts';
import { misuse } from './load.ts';
import { workFolder } from './work-folder.ts';

/** The time that policies in tests are read at. */
export const POLICY_TIME = new Date('2026-06-01T00:00:00Z');

/** The policy in a configuration file whose text begins with `trust:`, beside these files. */
export function readPolicy(yaml: string, files: Readonly<Record<string, string>> = {}): ReadTrust {
  const given = parseConfig(yaml, 'c.yaml').get('trust');
  if (given?.at === undefined) throw new TypeError('the text has no trust');
  return readTrust(given.raw, { cwd: workFolder(files), at: given.at, now: POLICY_TIME });
}

/** How such a policy is refused: `CODE message | hint`. */
export function refusedPolicy(yaml: string, files: Readonly<Record<string, string>> = {}): string {
  return misuse(() => readPolicy(yaml, files));
}

/** A policy with one rule and one authority, which stands in the lines from 6 on. */
export function authorityPolicy(authority: string, indent = '        '): string {
  const lines = authority.trimEnd().split('\n');
  const text = lines.map((line, index) => (index === 0 ? line : `${indent}${line}`)).join('\n');
  return `trust:\n  rules:\n    - name: ours\n      images: [ghcr.io/acme/*]\n      authorities:\n      - ${text}\n`;
}

/** A new public key in PEM form. */
export function publicKeyPem(
  kind: 'p256' | 'p384' | 'ed25519' | 'rsa2048' | 'rsa1024' | 'secp256k1' = 'p256',
): string {
  const format = { type: 'spki', format: 'pem' } as const;
  if (kind === 'ed25519') return generateKeyPairSync('ed25519').publicKey.export(format).toString();
  if (kind === 'rsa2048' || kind === 'rsa1024') {
    const modulusLength = kind === 'rsa2048' ? 2048 : 1024;
    return generateKeyPairSync('rsa', { modulusLength }).publicKey.export(format).toString();
  }
  const namedCurve = { p256: 'P-256', p384: 'P-384', secp256k1: 'secp256k1' }[kind];
  return generateKeyPairSync('ec', { namedCurve }).publicKey.export(format).toString();
}

/** A new private key in PEM form. */
export function privateKeyPem(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}
