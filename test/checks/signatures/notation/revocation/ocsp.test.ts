import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  needsNoCheck,
  ocspRequest,
  readOcspAnswer,
} from '../../../../../src/checks/signatures/notation/revocation/ocsp.ts';
import { parseCertificate } from '../../../../../src/checks/signatures/notation/x509/certificate.ts';
import { context } from '../../../../../src/checks/signatures/notation/x509/der.ts';
import { der } from '../../../../../src/checks/signatures/notation/x509/write-der.ts';
import { makeChain } from '../../../../support/notation-authority.ts';
import type { OcspOptions } from '../../../../support/notation-revocation.ts';
import { makeOcsp } from '../../../../support/notation-revocation.ts';
import type { CertificateParts } from '../../../../support/x509-ca.ts';
import {
  basicConstraints,
  extendedKeyUsage,
  keyUsage,
  makeCertificate,
} from '../../../../support/x509-ca.ts';
import { DER_NULL, derTagged } from '../../../../support/x509-der.ts';

const HOUR = 3600 * 1000;
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
const { leaf, intermediate, root } = makeChain();
const issued = { certificate: parseCertificate(leaf.der), issuer: parseCertificate(intermediate.der) };

const ask = (change: Partial<OcspOptions> = {}) =>
  readOcspAnswer(makeOcsp({ certificate: leaf, issuer: intermediate, ...change }), issued, new Date());

function delegate(change: Partial<CertificateParts> = {}) {
  return makeCertificate({
    subject: [['CN', 'OCSP']],
    issuer: intermediate,
    extensions: [keyUsage([0]), extendedKeyUsage([OCSP_SIGNING]), ['1.3.6.1.5.5.7.48.1.5', false, DER_NULL]],
    ...change,
  });
}

describe('answers about revocation', () => {
  it('are good or revoked', () => {
    expect(ask()).toEqual({ status: 'good', delegate: null });
    expect(ask({ status: 'revoked' })).toEqual({ status: 'revoked', delegate: null });
  });

  it('name who answers by name or by key', () => {
    expect(ask({ byHash: true }).status).toBe('good');
    const signer = delegate();
    const answer = ask({ signer, byHash: true });
    expect(answer.delegate?.name).toBe('CN=OCSP');
    expect(answer.delegate === null || needsNoCheck(answer.delegate)).toBe(true);
  });

  it('may be by one without a key usage', () => {
    const signer = delegate({ extensions: [extendedKeyUsage([OCSP_SIGNING])] });
    const answer = ask({ signer });
    expect(answer.status).toBe('good');
    expect(answer.delegate !== null && needsNoCheck(answer.delegate)).toBe(false);
  });

  it('may have extensions that are not critical, and still say revoked when they are old', () => {
    expect(ask({ singleExtensions: [['1.2.3', false, DER_NULL]] }).status).toBe('good');
    const old = { thisUpdate: new Date(Date.now() - 9 * HOUR), nextUpdate: new Date(Date.now() - HOUR) };
    expect(ask({ status: 'revoked', ...old }).status).toBe('revoked');
  });

  it.each<[string, Partial<OcspOptions>]>([
    ['an error', { responseStatus: 6 }],
    ['another kind', { type: '1.2.3' }],
    ['a service that does not know', { status: 'unknown' }],
    ['another certificate', { certificate: intermediate }],
    ['the same number of another authority', { issuer: root, signer: intermediate }],
    ['nothing', { responses: () => [] }],
    ['the certificate twice', { responses: (one) => [one, one] }],
    ['the past', { nextUpdate: new Date(Date.now() - HOUR) }],
    ['the future', { thisUpdate: new Date(Date.now() + HOUR) }],
    ['no end', { nextUpdate: null }],
    ['something critical', { singleExtensions: [['1.2.3', true, DER_NULL]] }],
    ['an issuer with another key', { signer: { ...intermediate, key: leaf.key }, certificates: null }],
    ['a signer that did not come along', { signer: delegate(), certificates: null }],
    ['another signer than came along', { signer: delegate(), certificates: [leaf] }],
    ['a signer without the right to answer', { signer: delegate({ extensions: [keyUsage([0])] }) }],
    [
      'a signer for something else',
      { signer: delegate({ extensions: [extendedKeyUsage(['1.3.6.1.5.5.7.3.1'])] }) },
    ],
    [
      'a signer that may not sign',
      { signer: delegate({ extensions: [keyUsage([5]), extendedKeyUsage([OCSP_SIGNING])] }) },
    ],
    ['a signer with a key that is short enough to be broken', { signer: delegate({ key: 'rsa1024' }) }],
    [
      'a signer that something critical limits',
      { signer: delegate({ extensions: [extendedKeyUsage([OCSP_SIGNING]), ['1.2.3', true, DER_NULL]] }) },
    ],
    ['a signer of another authority', { signer: delegate({ issuer: root }) }],
    ['a signer whose certificate has ended', { signer: delegate({ to: new Date(Date.now() - HOUR) }) }],
    ['a signer that is named in another way', { responder: derTagged(3, DER_NULL) }],
    ['SHA-1', { signing: 'sha1' }],
  ])('are refused about %s', (_, change) => {
    expect(() => ask(change)).toThrow(Error);
  });

  it('are not believed when a certificate answers for itself', () => {
    const own = delegate({
      extensions: [basicConstraints(true), keyUsage([0, 5]), extendedKeyUsage([OCSP_SIGNING])],
    });
    const bytes = makeOcsp({ certificate: own, issuer: intermediate, signer: own });
    const { issuer } = issued;
    const certificate = parseCertificate(own.der);
    expect(() => readOcspAnswer(bytes, { certificate, issuer }, new Date())).toThrow('speaks for itself');
    const honest = makeOcsp({ certificate: own, issuer: intermediate, signer: delegate() });
    expect(readOcspAnswer(honest, { certificate, issuer }, new Date()).status).toBe('good');
  });

  it('throw errors, whatever is changed, and are never good for a change', () => {
    const good = makeOcsp({ certificate: leaf, issuer: intermediate, status: 'revoked' });
    fc.assert(
      fc.property(fc.nat({ max: good.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = Buffer.from(good);
        bytes.writeUInt8(bytes.readUInt8(at) ^ change, at);
        try {
          expect(readOcspAnswer(bytes, issued, new Date()).status).toBe('revoked');
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
    );
  });

  it('are asked for as the service expects it', () => {
    expect(ocspRequest(issued).subarray(0, 1)).toEqual(Buffer.of(0x30));
    expect(der(context(1))).toEqual(Buffer.of(0xa1, 0));
  });
});
