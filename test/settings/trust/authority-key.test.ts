import { describe, expect, it } from 'vitest';

import { authorityOf, refusedAuthority } from '../../support/trust-authority.ts';
import { privateKeyPem, publicKeyPem } from '../../support/trust-config.ts';
import { makeCertificate } from '../../support/x509-ca.ts';

const A = publicKeyPem();
const B = publicKeyPem('ed25519');
const FILES = {
  'a.pub': A,
  'b.pub': B,
  'both.pub': `${A}some text\n${B}`,
  'p384.pub': publicKeyPem('p384'),
  'rsa.pub': publicKeyPem('rsa2048'),
  'weak.pub': publicKeyPem('rsa1024'),
  'curve.pub': publicKeyPem('secp256k1'),
  'private.pem': privateKeyPem(),
  'cert.pem': makeCertificate({ subject: [['CN', 'root']] }).pem,
  'cut.pub': A.replace(/\n[^\n]{20}/u, '\n'),
  'half.pub': `${A}-----BEGIN PUBLIC KEY-----\nMFkw-\n`,
  'same.pub': `# again\n${A.replaceAll('\n', '\r\n')}`,
  'empty.pub': '',
  'text.pub': 'not a key',
  'folder/': '',
};

describe('a key', () => {
  it.each([
    ['key: a.pub', [{ name: 'a.pub', pem: A }]],
    [
      'key: both.pub',
      [
        { name: 'both.pub (1)', pem: A },
        { name: 'both.pub (2)', pem: B },
      ],
    ],
    [
      'key: { files: [a.pub, b.pub] }',
      [
        { name: 'a.pub', pem: A },
        { name: 'b.pub', pem: B },
      ],
    ],
    ['key: { files: a.pub }', [{ name: 'a.pub', pem: A }]],
    [`key: |\n    ${A.trimEnd().replaceAll('\n', '\n    ')}`, [{ name: 'key 1', pem: A }]],
    [`key:\n    data: |\n      ${A.trimEnd().replaceAll('\n', '\n      ')}`, [{ name: 'key 1', pem: A }]],
  ])('in %j is read', (text, keys) => {
    expect(authorityOf(text, FILES)).toEqual({
      kind: 'key',
      name: 'key 1',
      keys,
      repository: null,
      annotations: {},
      transparencyLog: 'required',
      trustedRoot: null,
    });
  });

  it.each(['p384.pub', 'rsa.pub', 'b.pub'])('of the kind in %s may be used', (file) => {
    expect(authorityOf(`key: ${file}`, FILES)).toMatchObject({ keys: [{ name: file }] });
  });

  it('has options', () => {
    const text = `key:
    files: [a.pub]
    repository: ghcr.io/acme/signatures
    annotations: { env: prod }
    transparency-log: optional
    trusted-root: embedded`;
    expect(authorityOf(text, FILES)).toMatchObject({
      repository: 'ghcr.io/acme/signatures',
      annotations: { env: 'prod' },
      transparencyLog: 'optional',
      trustedRoot: { kind: 'embedded' },
    });
  });

  it.each([
    [
      'key: nowhere.pub',
      'PATH_NOT_FOUND c.yaml:6: trust.rules[0].authorities[0].key: there is no "nowhere.pub"',
    ],
    ['key: folder', 'TRUST_FILE c.yaml:6: trust.rules[0].authorities[0].key: "folder" is not a file'],
    [
      'key: private.pem',
      'TRUST_KEY c.yaml:6: trust.rules[0].authorities[0].key: private.pem is a private key',
    ],
    ['key: cert.pem', 'key: cert.pem is a certificate, and a public key is needed'],
    ['key: weak.pub', 'key: weak.pub is an RSA key of 1024 bits'],
    ['key: curve.pub', 'key: curve.pub is a key on the curve secp256k1'],
    ['key: cut.pub', 'key: cut.pub cannot be read as a public key'],
    ['key: empty.pub', 'key: empty.pub holds no public key in PEM form'],
    ['key: text.pub', 'key: text.pub holds no public key in PEM form'],
    ['key: half.pub', 'key: half.pub has a part in PEM form that cannot be read'],
    ['key: { files: [a.pub, same.pub] }', 'key: same.pub and a.pub are the same key'],
    ['key: { files: [a.pub, a.pub] }', 'key: a.pub and a.pub are the same key'],
    ['key: {}', 'key: it names no key'],
    ['key: { files: [] }', 'key.files: the list is empty'],
    ['key: { data: [a.pub] }', 'key.data[0]: key 1 holds no public key'],
    ['key: 1', 'key: it is not a text'],
    ['key: { file: a.pub }', 'Did you mean "files"?'],
    [
      'key: { files: [a.pub], repository: "ghcr.io/a/b:1" }',
      'key.repository: "ghcr.io/a/b:1" is not a repository',
    ],
    ['key: { files: [a.pub], annotations: {} }', 'key.annotations: it names none'],
    ['key: { files: [a.pub], annotations: { a: 1 } }', 'key.annotations.a: it is not a text'],
    ['key: { files: [a.pub], transparency-log: off }', 'transparency-log: "off" is not one of its values'],
  ])('in %s is refused', (text, message) => {
    expect(refusedAuthority(text, FILES)).toContain(message);
  });
});
