import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCertificate } from '../../../../../src/checks/signatures/notation/x509/certificate.ts';
import { readDer } from '../../../../../src/checks/signatures/notation/x509/der.ts';
import { verifySigned } from '../../../../../src/checks/signatures/notation/x509/signed.ts';
import { der, derInteger } from '../../../../../src/checks/signatures/notation/x509/write-der.ts';
import { basicConstraints, keyUsage, makeCertificate } from '../../../../support/x509-ca.ts';
import { derAlgorithm, derSequence, derTagged } from '../../../../support/x509-der.ts';

const MADE = makeCertificate({
  subject: [
    ['C', 'US'],
    ['CN', 'a'],
  ],
  extensions: [basicConstraints(false), keyUsage([0])],
});

describe('parseCertificate', () => {
  it('reads the roots that come with Node as Node does', () => {
    let read = 0;
    for (const pem of rootCertificates) {
      const theirs = new X509Certificate(pem);
      // Some are from before version 3, or have names in an old kind of text.
      const ours = attempt(() => parseCertificate(Buffer.from(theirs.raw)));
      if (ours === null) continue;
      read += 1;
      expect(ours.serial).toBe(BigInt(`0x${theirs.serialNumber}`));
      expect(ours.notAfter.getTime()).toBe(Date.parse(theirs.validTo));
      expect(ours.fingerprint).toBe(theirs.fingerprint256.replaceAll(':', '').toLowerCase());
      expect(ours.extensions.basicConstraints?.ca).toBe(theirs.ca);
      expect(ours.key.equals(theirs.publicKey)).toBe(true);
    }
    expect(read / rootCertificates.length).toBeGreaterThan(0.9);
  });

  it('reads one that is made here as Node does', () => {
    const theirs = new X509Certificate(MADE.der);
    const ours = parseCertificate(MADE.der);
    expect(ours.name).toBe('CN=a, C=US');
    expect(theirs.subject).toBe('C=US\nCN=a');
    expect(ours.notBefore).toEqual(theirs.validFromDate);
    verifySigned(ours.signed, ours.key);
  });

  it('has a name for people, of one visible line', () => {
    const name = parseCertificate(makeCertificate({ subject: [['CN', `a\nb${'c'.repeat(999)}`]] }).der).name;
    expect(name).toMatch(/^CN=a\\u\{a\}bc{200,}…$/u);
  });

  it('reads one without extensions, and passes over identifiers of issuer and subject', () => {
    const ids = (fields: readonly Buffer[]) => [
      ...fields,
      der(0x81, Buffer.of(0, 1)),
      der(0x82, Buffer.of(0, 2)),
    ];
    const made = makeCertificate({ subject: [['CN', 'b']], edit: ids });
    expect(parseCertificate(made.der).extensions).toMatchObject({
      all: [],
      basicConstraints: null,
      keyUsage: null,
    });
  });

  it.each([
    ['another version', (fields: readonly Buffer[]) => [derTagged(0, derInteger(1n)), ...fields.slice(1)]],
    ['no version', (fields: readonly Buffer[]) => fields.slice(1)],
    [
      'another algorithm than that of its signature',
      (fields: readonly Buffer[]) => fields.map((field, at) => (at === 2 ? derAlgorithm('1.2.3') : field)),
    ],
    ['something after its end', (fields: readonly Buffer[]) => [...fields, der(0x83)]],
  ])('refuses one with %s', (_, edit) => {
    expect(() => parseCertificate(makeCertificate({ subject: [['CN', 'b']], edit }).der)).toThrow(Error);
  });

  it('refuses one with an extension twice', () => {
    const made = makeCertificate({ subject: [['CN', 'b']], extensions: [keyUsage([0]), keyUsage([5])] });
    expect(() => parseCertificate(made.der)).toThrow('2.5.29.15 is there twice');
  });

  it('refuses anything else with an error', () => {
    fc.assert(
      fc.property(fc.nat({ max: MADE.der.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = Buffer.from(MADE.der);
        bytes.writeUInt8(bytes.readUInt8(at) ^ change, at);
        const read = attempt(() => parseCertificate(bytes));
        if (read !== null) expect(read.der.equals(MADE.der)).toBe(false);
      }),
    );
    expect(() => parseCertificate(derSequence())).toThrow(Error);
    expect(readDer(MADE.der).raw.length).toBe(MADE.der.length);
  });
});

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
    return null;
  }
}
