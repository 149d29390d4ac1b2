import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  certificateKey,
  verifySigningCertificate,
} from '../../../../src/checks/signatures/sigstore/certificate.ts';
import type { SigstoreRoot } from '../../../../src/checks/signatures/sigstore/root.ts';
import { loadTrustedRoot } from '../../../../src/checks/signatures/sigstore/trusted-root/load.ts';
import { ecKeys } from '../../../support/sigstore-evidence.ts';
import { startSigstore } from '../../../support/sigstore-services.ts';
import type { TrustedRootJson } from '../../../support/sigstore-services.ts';
import { verifyContext } from '../../../support/verify-context.ts';
import { derSequence, derTagged, derTime } from '../../../support/x509-der.ts';
import { extendedKeyUsage, makeCertificate } from '../../../support/x509-ca.ts';

const services = await startSigstore();
const foreign = await startSigstore();
const root = await load(services.root);
const certificate = await services.certify(ecKeys().publicKey);
const need = { times: [services.signedAt], certificateLogs: 1 };

describe('the certificate of a signer', () => {
  it('is accepted from an authority of the trusted root, at a time when it is valid', () => {
    expect(() => verifySigningCertificate(certificate, need, root)).not.toThrow();
  });

  it('must be valid at every time that is vouched for', () => {
    const end = new Date(services.issuedAt.getTime() + 600_000);
    const times = [services.issuedAt, end];
    expect(() => verifySigningCertificate(certificate, { ...need, times }, root)).not.toThrow();
    for (const late of [new Date(end.getTime() + 1000), new Date(services.issuedAt.getTime() - 1000)]) {
      const more = { ...need, times: [...times, late] };
      expect(() => verifySigningCertificate(certificate, more, root)).toThrow(
        refusal('SIGSTORE_CERTIFICATE_TIME'),
      );
    }
  });

  it('must be in a log of certificates that the trusted root knows', async () => {
    const other = await load({ ...services.root, ctlogs: foreign.root.ctlogs });
    expect(() => verifySigningCertificate(certificate, need, other)).toThrow(refusal('SIGSTORE_SCT_INVALID'));
  });

  it('need be in none where none is asked for', async () => {
    const unlogged = await services.certifyUnlogged(ecKeys().publicKey);
    expect(() => verifySigningCertificate(unlogged, { ...need, certificateLogs: 0 }, root)).not.toThrow();
    expect(() => verifySigningCertificate(unlogged, need, root)).toThrow(refusal('SIGSTORE_SCT_MISSING'));
  });

  it('must be of an authority that was trusted at the time', async () => {
    const [authority] = services.root.certificateAuthorities;
    const validFor = { start: '2020-01-01T00:00:00Z', end: '2021-01-01T00:00:00Z' };
    const old = await load({ ...services.root, certificateAuthorities: [{ ...authority, validFor }] });
    expect(() => verifySigningCertificate(certificate, need, old)).toThrow(
      refusal('SIGSTORE_CERTIFICATE_UNTRUSTED'),
    );
  });

  it('must be encoded in the one way that DER has', () => {
    const length = certificate.readUInt16BE(2);
    const head = Buffer.of(0x30, 0x83, 0, length >> 8, length & 0xff);
    const longer = Buffer.concat([head, certificate.subarray(4)]);
    expect(() => verifySigningCertificate(longer, need, root)).toThrow(
      refusal('SIGSTORE_CERTIFICATE_INVALID'),
    );
  });

  it.each(['inside', 'behind'])('must be one certificate: another in PEM form %s gives no key', (where) => {
    const own = makeCertificate({
      subject: [['CN', 'attacker']],
      extensions: [extendedKeyUsage(['1.3.6.1.5.5.7.3.3'])],
    });
    const text = Buffer.from(`\n${own.pem}`);
    // A certificate has three parts, and readers look at no fourth.
    const both =
      where === 'behind'
        ? Buffer.concat([certificate, text])
        : derSequence(certificate.subarray(4), derTagged(4, text));
    expect(certificateKey(own.der).equals(createPublicKey(own.key))).toBe(true);
    expect(() => certificateKey(both)).toThrow(refusal('SIGSTORE_CERTIFICATE_INVALID'));
  });

  it('must have times that can be read', () => {
    const extensions = [extendedKeyUsage(['1.3.6.1.5.5.7.3.3'])];
    const times = derSequence(
      derTime(services.issuedAt),
      derTime(new Date(services.signedAt.getTime() + 120)),
    );
    const edit = (tbs: readonly Buffer[]): readonly Buffer[] =>
      tbs.map((part, at) => (at === 4 ? times : part));
    const { der } = makeCertificate({ subject: [['CN', 'x']], extensions, edit });
    expect(() => verifySigningCertificate(der, need, root)).toThrow(refusal('SIGSTORE_CERTIFICATE_INVALID'));
  });
});

function load(json: TrustedRootJson): Promise<SigstoreRoot> {
  return loadTrustedRoot({ kind: 'file', name: 'root', text: JSON.stringify(json) }, verifyContext());
}

function refusal(code: string): unknown {
  return expect.objectContaining({ refusal: expect.objectContaining({ code }) });
}
