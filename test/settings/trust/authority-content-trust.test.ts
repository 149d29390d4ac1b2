import { describe, expect, it } from 'vitest';

import { authorityNotes, authorityOf, refusedAuthority } from '../../support/trust-authority.ts';
import { publicKeyPem } from '../../support/trust-config.ts';
import { basicConstraints, makeCertificate } from '../../support/x509-ca.ts';

const FILES = {
  'a.pub': publicKeyPem(),
  'cert.pem': makeCertificate({
    subject: [['CN', 'root']],
    from: new Date('2026-01-01'),
    to: new Date('2027-01-01'),
    extensions: [basicConstraints(true)],
  }).pem,
  'root.json': '{"signed":{"_type":"Root"},"signatures":[]}',
  'targets.json': '{"signed":{"_type":"Targets"},"signatures":[]}',
};
const ID = 'ab'.repeat(32);

describe('content-trust', () => {
  it('pins keys', () => {
    const text = `content-trust:
    server: https://notary.acme.com/
    root-keys: ["${ID.toUpperCase()}"]
    signers: [alice, bob]
    minimum-versions: { root: 2, targets: 7 }`;
    expect(authorityOf(text, FILES)).toEqual({
      kind: 'content-trust',
      name: 'content-trust 1',
      server: 'https://notary.acme.com',
      rootKeys: [ID],
      rootCa: null,
      rootFile: null,
      trustOnFirstUse: false,
      signers: ['alice', 'bob'],
      minimumVersions: { root: 2, targets: 7 },
    });
  });

  it.each([
    [
      'root-ca: cert.pem',
      { rootCa: { name: 'cert.pem', pem: expect.stringContaining('BEGIN CERTIFICATE') } },
    ],
    ['root: root.json', { rootFile: { name: 'root.json', pem: FILES['root.json'] } }],
    ['trust-on-first-use: true', { trustOnFirstUse: true }],
  ])('takes %s', (text, expected) => {
    expect(authorityOf(`content-trust: { ${text} }`, FILES)).toMatchObject({
      server: null,
      rootKeys: [],
      ...expected,
    });
  });

  it('tells that trust on first use is unwise, and only that', () => {
    expect(authorityNotes('content-trust: { trust-on-first-use: true }', FILES)[0]).toContain(
      'content-trust: nothing is pinned',
    );
    expect(authorityNotes('content-trust: { root: root.json }', FILES)).toEqual([]);
  });

  it.each([
    ['{}', 'content-trust: it pins no root'],
    ['{ server: https://a.b, signers: [alice] }', 'content-trust: it pins no root'],
    ['{ trust-on-first-use: false }', 'content-trust: it pins no root'],
    ['{ trust-on-first-use: "true" }', 'trust-on-first-use: it is neither true nor false'],
    ['{ trust-on-first-use: true, root: root.json }', 'it pins a root, and has trust-on-first-use as well'],
    ['{ root-keys: [abc] }', 'root-keys[0]: "abc" is not the id of a key'],
    [`{ root-keys: ["${ID}", "${ID.toUpperCase()}"] }`, 'root-keys[1]: it is there twice'],
    [
      '{ root: targets.json }',
      'TRUST_FILE c.yaml:6: trust.rules[0].authorities[0].content-trust.root: "targets.json" is not a root.json',
    ],
    ['{ root: a.pub }', 'root: "a.pub" cannot be used: it is not JSON'],
    ['{ root-ca: a.pub }', 'TRUST_CERTIFICATE'],
    [
      '{ root: root.json, server: http://notary.acme.com }',
      'server: "http://notary.acme.com" is not encrypted',
    ],
    [
      '{ root: root.json, signers: [targets/alice] }',
      'signers[0]: "targets/alice" is not the name of a signer',
    ],
    ['{ root: root.json, signers: [a, a] }', 'signers[1]: it is there twice'],
    ['{ root: root.json, minimum-versions: {} }', 'minimum-versions: it names none'],
    ['{ root: root.json, minimum-versions: { root: 0 } }', 'minimum-versions.root: it is not a whole number'],
    [
      '{ root: root.json, minimum-versions: { mirror: 1 } }',
      'minimum-versions.mirror: the key "mirror" is not known',
    ],
  ])('%s is refused', (text, message) => {
    expect(refusedAuthority(`content-trust: ${text}`, FILES)).toContain(message);
  });
});
