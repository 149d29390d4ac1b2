import { describe, expect, it } from 'vitest';
import { readCrl } from '../../../../src/checks/signatures/notation/revocation/crl.ts';
import { ocspRequest, readOcspAnswer } from '../../../../src/checks/signatures/notation/revocation/ocsp.ts';
import { verifyTimestamp } from '../../../../src/checks/signatures/notation/timestamp/verify.ts';
import { parseCertificate } from '../../../../src/checks/signatures/notation/x509/certificate.ts';
import { Fields, TAG, readDer } from '../../../../src/checks/signatures/notation/x509/der.ts';
import { makeChain } from '../../../support/notation-authority.ts';
import { makeTimestampChain } from '../../../support/notation-timestamp.ts';
import { needs } from '../../../support/services.ts';
import { workFolder } from '../../../support/work-folder.ts';
import { extendedKeyUsage, keyUsage, makeCertificate } from '../../../support/x509-ca.ts';
import { openSslIn, openSslIndex } from '../../../support/x509-openssl.ts';

const CA_CONFIG = `[ca]
default_ca = here
[here]
database = index.txt
default_md = sha256
default_crl_days = 1
crlnumber = number
`;
const TSA_CONFIG = `[tsa]
default_tsa = here
[here]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256, sha512
accuracy = secs:1, millisecs:500
clock_precision_digits = 3
ess_cert_id_alg = sha256
ess_cert_id_chain = yes
tsa_name = yes
ordering = yes
`;

describe.skipIf(!needs('openssl'))('what OpenSSL says', () => {
  const { leaf, intermediate, root } = makeChain();
  const issued = { certificate: parseCertificate(leaf.der), issuer: parseCertificate(intermediate.der) };

  it.each([
    ['good', [leaf], []],
    ['revoked', [], [leaf]],
  ] as const)('by OCSP: %s', (status, good, revoked) => {
    const openssl = openSslIn(workFolder({ 'index.txt': openSslIndex(good, revoked) }));
    openssl.put('ca', intermediate);
    openssl.write('request', ocspRequest(issued));
    const by = [
      '-index',
      'index.txt',
      '-CA',
      'ca.pem',
      '-ndays',
      '1',
      '-reqin',
      'request',
      '-respout',
      'answer',
    ];
    openssl.run('ocsp', ...by, '-rsigner', 'ca.pem', '-rkey', 'ca.key');
    expect(readOcspAnswer(openssl.read('answer'), issued, new Date())).toEqual({ status, delegate: null });

    const extensions = [keyUsage([0]), extendedKeyUsage(['1.3.6.1.5.5.7.3.9'])];
    openssl.put('ocsp', makeCertificate({ subject: [['CN', 'OCSP']], issuer: intermediate, extensions }));
    openssl.run('ocsp', ...by, '-rsigner', 'ocsp.pem', '-rkey', 'ocsp.key', '-resp_key_id');
    const { status: said, delegate } = readOcspAnswer(openssl.read('answer'), issued, new Date());
    expect([said, delegate?.name]).toEqual([status, 'CN=OCSP']);
  });

  it('by OCSP about a stranger is not taken for good', () => {
    const openssl = openSslIn(workFolder({ 'index.txt': openSslIndex([root], []) }));
    openssl.put('ca', intermediate);
    openssl.write('request', ocspRequest(issued));
    const by = [
      '-index',
      'index.txt',
      '-CA',
      'ca.pem',
      '-ndays',
      '1',
      '-reqin',
      'request',
      '-respout',
      'answer',
    ];
    openssl.run('ocsp', ...by, '-rsigner', 'ca.pem', '-rkey', 'ca.key');
    expect(() => readOcspAnswer(openssl.read('answer'), issued, new Date())).toThrow(
      'does not know this certificate',
    );
  });

  it.each([
    ['good', [leaf], [root]],
    ['revoked', [], [root, leaf]],
    ['good', [leaf], []],
  ] as const)('by a list: %s', (status, good, revoked) => {
    const files = { 'index.txt': openSslIndex(good, revoked), 'ca.cnf': CA_CONFIG, number: '01\n' };
    const openssl = openSslIn(workFolder(files));
    openssl.put('ca', intermediate);
    openssl.run(
      'ca',
      '-gencrl',
      '-config',
      'ca.cnf',
      '-cert',
      'ca.pem',
      '-keyfile',
      'ca.key',
      '-out',
      'list.pem',
    );
    openssl.run('crl', '-in', 'list.pem', '-outform', 'DER', '-out', 'list.der');
    expect(readCrl(openssl.read('list.der'), issued, { url: 'http://a/', now: new Date() })).toBe(status);
  });

  it.each(['sha256', 'sha512'] as const)('as a time stamp over %s', (hash) => {
    const {
      leaf: signer,
      intermediate: authority,
      root: top,
    } = makeTimestampChain({ leaf: { key: 'rsa2048' } });
    const openssl = openSslIn(workFolder({ 'tsa.cnf': TSA_CONFIG, serial: '01\n', data: 'signature' }));
    openssl.put('tsa', signer);
    openssl.write('chain.pem', authority.pem + top.pem);
    openssl.run('ts', '-query', '-data', 'data', `-${hash}`, '-cert', '-out', 'query');
    const by = ['-config', 'tsa.cnf', '-signer', 'tsa.pem', '-inkey', 'tsa.key', '-chain', 'chain.pem'];
    openssl.run('ts', '-reply', '-queryfile', 'query', ...by, '-token_out', '-out', 'token');
    const trust = { roots: [parseCertificate(top.der)], now: new Date() };
    const stamped = verifyTimestamp(openssl.read('token'), Buffer.from('signature'), trust);
    expect(Math.abs(stamped.time.getTime() - Date.now())).toBeLessThan(60_000);
    expect(stamped.to.getTime() - stamped.from.getTime()).toBe(3000);
    expect(() => verifyTimestamp(openssl.read('token'), Buffer.from('other'), trust)).toThrow(
      'not over this signature',
    );
    expect(new Fields(readDer(openssl.read('token'))).take(TAG.oid).raw.length).toBe(11);
  });

  it('of our certificates is what we say', () => {
    const openssl = openSslIn(workFolder());
    openssl.put('leaf', leaf);
    openssl.put('intermediate', intermediate);
    openssl.put('root', root);
    const verify = ['verify', '-no-CApath', '-CAfile', 'root.pem'];
    openssl.run(...verify, '-untrusted', 'intermediate.pem', 'leaf.pem');
    expect(() => openssl.run(...verify, 'leaf.pem')).toThrow('unable to get local issuer');
  });
});
