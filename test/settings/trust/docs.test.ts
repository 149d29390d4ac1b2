import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { publicKeyPem, readPolicy } from '../../support/trust-config.ts';
import { basicConstraints, makeCertificate } from '../../support/x509-ca.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const EXAMPLE = /^```yaml\n(trust:\n[\s\S]*?)^```$/gmu;

function root(name: string): string {
  return makeCertificate({
    subject: [['CN', name]],
    from: new Date('2026-01-01'),
    to: new Date('2030-01-01'),
    extensions: [basicConstraints(true)],
  }).pem;
}

/** Every file that an example names. */
const FILES = {
  'keys/release.pub': publicKeyPem(),
  'keys/alice.pub': publicKeyPem(),
  'keys/bob.pub': publicKeyPem(),
  'notation/acme-root.pem': root('acme'),
  'notation/tsa-root.pem': root('tsa'),
  'notation/truststore/x509/ca/acme/root.pem': root('acme'),
  'notation/trustpolicy.json': JSON.stringify({
    version: '1.0',
    trustPolicies: [
      {
        name: 'acme',
        registryScopes: ['*'],
        signatureVerification: { level: 'strict' },
        trustStores: ['ca:acme'],
        trustedIdentities: ['x509.subject: C=US, ST=WA, O=Acme'],
      },
    ],
  }),
  'sigstore/root.json': '{"signed":{},"signatures":[]}',
};

describe.each([
  ['docs/trust.md', 10],
  ['docs/trust-migration.md', 3],
])('%s', (page, count) => {
  const text = readFileSync(path.join(ROOT, page), 'utf8');
  const examples = [...text.matchAll(EXAMPLE)].map(([, example = '']) => example);

  it('has its examples', () => {
    expect(examples).toHaveLength(count);
  });

  it.each(examples)('has an example that is read without a word: %s', (example) => {
    expect(readPolicy(example, FILES).notes).toEqual([]);
  });
});
