import { describe, expect, it } from 'vitest';

import type { Authority } from '../../../src/model/trust.ts';
import { authorityPolicy, privateKeyPem, readPolicy, refusedPolicy } from '../../support/trust-config.ts';
import type { CertificateParts } from '../../support/x509-ca.ts';
import { basicConstraints, makeCertificate } from '../../support/x509-ca.ts';

function certificate(parts: Partial<CertificateParts>) {
  return makeCertificate({
    subject: [['CN', 'root']],
    from: new Date('2026-01-01'),
    to: new Date('2027-01-01'),
    extensions: [basicConstraints(true)],
    ...parts,
  });
}

const ROOT = certificate({});
const MIDDLE = certificate({ subject: [['CN', 'middle']], issuer: ROOT });
const FILES = {
  'root.pem': ROOT.pem,
  'two.pem': `${ROOT.pem}${MIDDLE.pem}`,
  'middle.pem': MIDDLE.pem,
  'self.pem': certificate({ extensions: [] }).pem,
  'leaf.pem': certificate({ subject: [['CN', 'leaf']], issuer: ROOT, extensions: [] }).pem,
  'old.pem': certificate({ to: new Date('2026-05-31') }).pem,
  'early.pem': certificate({ from: new Date('2026-06-02') }).pem,
  'weak.pem': certificate({ key: 'rsa1024' }).pem,
  'private.pem': privateKeyPem(),
  'broken.pem': ROOT.pem.replace(/\n.{30}/u, '\n'),
  'half.pem': `${ROOT.pem}-----BEGIN CERTIFICATE-----\nMII-\n`,
  'text.pem': 'text',
};
const STATEMENT = {
  name: 'acme',
  registryScopes: ['ghcr.io/acme/app'],
  signatureVerification: { level: 'strict' },
  trustStores: ['ca:acme'],
  trustedIdentities: ['*'],
};
const STORE = { 'n/truststore/x509/ca/acme/root.pem': ROOT.pem };

function inline(more: string): string {
  return authorityPolicy(`notation: { level: strict, identities: ["*"], stores: { ca: [root.pem] }${more} }`);
}

function fromFiles(statements: readonly unknown[], more: Readonly<Record<string, string>> = STORE) {
  const yaml = authorityPolicy('notation: { policy: trustpolicy.json, trust-store: n }');
  const document = JSON.stringify({ version: '1.0', trustPolicies: statements });
  return [yaml, { ...FILES, ...more, 'trustpolicy.json': document }] as const;
}

function authorityOf([yaml, files]: readonly [string, Readonly<Record<string, string>>]):
  Authority | undefined {
  return readPolicy(yaml, files).policy.rules[0]?.authorities[0];
}

describe('notation in the configuration', () => {
  it('is read with its defaults', () => {
    expect(authorityOf([inline(''), FILES])).toEqual({
      kind: 'notation',
      name: 'notation 1',
      stores: [{ type: 'ca', name: 'inline', certificates: [{ name: 'root.pem', pem: ROOT.pem }] }],
      policies: [
        {
          name: 'notation 1',
          registryScopes: ['*'],
          level: 'strict',
          override: {},
          verifyTimestamp: 'always',
          trustStores: ['ca:inline'],
          trustedIdentities: ['*'],
        },
      ],
    });
  });

  it('is read with all of its keys', () => {
    const text = `notation:
    level: permissive
    override: { revocation: skip, authentic-timestamp: enforce }
    verify-timestamp: afterCertExpiry
    identities: ["x509.subject: C=US, ST=WA, O=Acme", "x509.subject:C=US,ST=WA,O=Acme\\\\, Labs,CN=x"]
    stores: { ca: [root.pem, middle.pem], signing-authority: [self.pem], tsa: [root.pem] }`;
    expect(authorityOf([authorityPolicy(text), FILES])).toMatchObject({
      stores: [
        { type: 'ca', certificates: [{ name: 'root.pem' }, { name: 'middle.pem' }] },
        { type: 'signingAuthority', certificates: [{ name: 'self.pem' }] },
        { type: 'tsa', certificates: [{ name: 'root.pem' }] },
      ],
      policies: [
        {
          level: 'permissive',
          override: { revocation: 'skip', authenticTimestamp: 'enforce' },
          verifyTimestamp: 'afterCertExpiry',
          trustStores: ['ca:inline', 'signingAuthority:inline', 'tsa:inline'],
        },
      ],
    });
  });

  it.each([
    ['notation: {}', 'notation: level is missing'],
    ['notation: { level: none }', 'level: "none" is not one of its values'],
    ['notation: { level: skip }', 'level: skip would accept every image'],
    ['notation: { level: strict }', 'stores is missing'],
    ['notation: { level: strict, stores: {} }', 'stores: it names no certificate of a signer'],
    [
      'notation: { level: strict, stores: { tsa: [root.pem] } }',
      'stores: it names no certificate of a signer',
    ],
    ['notation: { level: strict, stores: { ca: [] } }', 'stores.ca: the list is empty'],
    ['notation: { level: strict, stores: { ca: [root.pem] } }', 'identities is missing'],
    ['notation: { level: strict, policy: x.json }', 'level: it stands beside policy'],
    ['notation: { policy: root.pem }', 'cannot be used: it is not JSON'],
    ['notation: { trust-store: x }', 'policy is missing'],
  ])('%s is refused', (text, message) => {
    expect(refusedPolicy(authorityPolicy(text), FILES)).toContain(message);
  });

  it.each([
    [', override: { integrity: log }', 'override.integrity: integrity cannot be overridden'],
    [', override: { expiry: skip }', 'override.expiry: "skip" is not one of its values'],
    [', override: { expiration: log }', 'the key "expiration" is not known'],
    [', verify-timestamp: never', 'verify-timestamp: "never" is not one of its values'],
  ])('with %s is refused', (more, message) => {
    expect(refusedPolicy(inline(more), FILES)).toContain(message);
  });

  it.each([
    ['leaf.pem', 'neither a certificate authority nor signed by itself'],
    ['old.pem', 'is valid until 2026-05-31 only'],
    ['early.pem', 'is not valid before 2026-06-02'],
    ['weak.pem', 'is an RSA key of 1024 bits'],
    ['private.pem', 'holds a private key'],
    ['broken.pem', 'cannot be read as a certificate'],
    ['half.pem', 'has a part in PEM form that cannot be read'],
    ['text.pem', 'cannot be read as a certificate'],
  ])('with %s in its store is refused', (file, message) => {
    const refused = refusedPolicy(inline('').replace('[root.pem]', `[root.pem, ${file}]`), FILES);
    expect(refused).toMatch(
      /^TRUST_CERTIFICATE c\.yaml:6: trust\.rules\[0\]\.authorities\[0\]\.notation\.stores\.ca\[1\]: /u,
    );
    expect(refused).toContain(message);
  });

  it.each(['middle.pem', 'self.pem', 'two.pem'])(
    'with %s for time stamps is refused, as it is no root',
    (file) => {
      const yaml = inline('').replace('[root.pem]', `[root.pem], tsa: [${file}]`);
      expect(refusedPolicy(yaml, FILES)).toContain(
        'is not a root: a certificate authority that signed itself',
      );
    },
  );

  it.each([
    ['["*", "x509.subject: C=US, ST=WA, O=Acme"]', '[0]: * stands beside other identities'],
    ['["x509.subject: C=US, O=Acme"]', '[0]: "x509.subject: C=US, O=Acme" does not name ST'],
    ['["x509.subject: CN=Acme"]', 'does not name C and ST and O'],
    ['["x509.subject: C=US, C=DE, ST=WA, O=Acme"]', 'C is there twice'],
    ['["x509.subject: C=US, ST=WA, O="]', '"O=" is not a part of a name'],
    ['["x509.subject: C=US, ST=WA, Acme"]', '"Acme" is not a part of a name'],
    ['["did:web:acme.com"]', 'is neither * nor x509.subject'],
    [
      '["x509.subject: C=US, ST=WA, O=Acme", "x509.subject: O=Acme, C=US, ST=WA, CN=x"]',
      '[1]: it overlaps with',
    ],
    [
      '["x509.subject: C=US, ST=WA, O=Acme, CN=x", "x509.subject: C=US, ST=WA, O=Acme"]',
      '[1]: it overlaps with',
    ],
  ])('with the identities %s is refused', (identities, message) => {
    expect(refusedPolicy(inline('').replace('["*"]', identities), FILES)).toContain(message);
  });

  it.each([
    ['audit', 'level: a signer that is not trusted'],
    ['strict, override: { authenticity: log }', 'override.authenticity: a signer that is not trusted'],
  ])('with the level %s is told to be unwise', (level, note) => {
    expect(readPolicy(inline('').replace('strict', level), FILES).notes[0]).toContain(note);
  });
});

describe("Notation's own files", () => {
  it('are read', () => {
    const other = {
      ...STATEMENT,
      name: 'rest',
      registryScopes: ['*'],
      trustStores: ['signingAuthority:x.y_z-1', 'tsa:t'],
    };
    const stores = {
      ...STORE,
      'n/truststore/x509/signingAuthority/x.y_z-1/a.crt': ROOT.pem,
      'n/truststore/x509/tsa/t/a.cer': ROOT.pem,
      'n/truststore/x509/tsa/t/.hidden': 'x',
    };
    const skipped = {
      name: 'none',
      registryScopes: ['ghcr.io/acme/open'],
      signatureVerification: { level: 'skip' },
    };
    const authority = authorityOf(fromFiles([STATEMENT, other, skipped], stores));
    expect(authority).toMatchObject({
      policies: [
        { name: 'acme', registryScopes: ['ghcr.io/acme/app'], level: 'strict', trustStores: ['ca:acme'] },
        { name: 'rest', registryScopes: ['*'] },
        { name: 'none', level: 'skip', trustStores: [], trustedIdentities: [] },
      ],
      stores: [
        {
          type: 'ca',
          name: 'acme',
          certificates: [{ name: 'n/truststore/x509/ca/acme/root.pem', pem: ROOT.pem }],
        },
        { type: 'signingAuthority', name: 'x.y_z-1' },
        { type: 'tsa', name: 't' },
      ],
    });
  });

  it.each([
    [{ name: '' }, '[0].name: the value is empty'],
    [{ scopes: [] }, 'the key "scopes" is not known'],
    [{ registryScopes: [] }, 'registryScopes: the list is empty'],
    [{ registryScopes: ['*', 'ghcr.io/a/b'] }, 'registryScopes[0]: * stands beside other scopes'],
    [{ registryScopes: ['ghcr.io/a/*'] }, 'registryScopes[0]: "ghcr.io/a/*" is not a repository'],
    [{ registryScopes: ['ghcr.io/a/b:1'] }, 'is not a repository'],
    [{ registryScopes: ['alpine'] }, 'is not a repository'],
    [{ registryScopes: ['a.io/b', 'a.io/b'] }, 'the scope "a.io/b" is in the policy "acme" as well'],
    [{ signatureVerification: {} }, 'level is missing'],
    [{ signatureVerification: { level: 'skip' } }, 'trustStores: it stands in a policy that skips'],
    [{ signatureVerification: { level: 'skip', override: { expiry: 'log' } } }, 'skip cannot be overridden'],
    [{ trustStores: [] }, 'trustStores: the list is empty'],
    [{ trustStores: undefined }, 'trustStores is missing'],
    [{ trustStores: ['acme'] }, '"acme" is not a trust store'],
    [{ trustStores: ['ca:../x'] }, '"ca:../x" is not a trust store'],
    [{ trustStores: ['ca:other'] }, 'there is no "n/truststore/x509/ca/other"'],
    [{ trustedIdentities: undefined }, 'trustedIdentities is missing'],
    [{ trustedIdentities: ['x509.subject: C=US'] }, 'does not name ST and O'],
  ])('with %j are refused', (change, message) => {
    const refused = refusedPolicy(...fromFiles([{ ...STATEMENT, ...change }]));
    expect(refused).toContain('c.yaml:6: trust.rules[0].authorities[0].notation.');
    expect(refused).toContain(message);
  });

  it('that skip every image are refused', () => {
    const skip = { name: 'all', registryScopes: ['*'], signatureVerification: { level: 'skip' } };
    expect(refusedPolicy(...fromFiles([skip]))).toContain('level: skip is not allowed with the scope *');
  });

  it('with two statements of one name, or for one scope, are refused', () => {
    expect(refusedPolicy(...fromFiles([STATEMENT, { ...STATEMENT, registryScopes: ['*'] }]))).toContain(
      'two policies have the name "acme"',
    );
    expect(refusedPolicy(...fromFiles([STATEMENT, { ...STATEMENT, name: 'b' }]))).toContain(
      'the scope "ghcr.io/acme/app" is in the policy "acme" as well',
    );
  });

  it('of another version, or with a store that is empty or holds other things, are refused', () => {
    const [yaml, files] = fromFiles([STATEMENT]);
    expect(
      refusedPolicy(yaml, { ...files, 'trustpolicy.json': '{"version":"2.0","trustPolicies":[]}' }),
    ).toContain('version: "2.0" is not one of its values');
    expect(refusedPolicy(...fromFiles([STATEMENT], { 'n/truststore/x509/ca/acme/': '' }))).toContain(
      'is empty',
    );
    expect(
      refusedPolicy(...fromFiles([STATEMENT], { ...STORE, 'n/truststore/x509/ca/acme/readme.txt': 'x' })),
    ).toContain('it does not end in .pem, .crt or .cer');
  });
});
