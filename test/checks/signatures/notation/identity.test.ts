import { describe, expect, it } from 'vitest';
import { isTrustedIdentity, readIdentities } from '../../../../src/checks/signatures/notation/identity.ts';
import { parseCertificate } from '../../../../src/checks/signatures/notation/x509/certificate.ts';
import { notationPolicy } from '../../../support/notation-authority.ts';
import type { CertificateParts } from '../../../support/x509-ca.ts';
import { makeCertificate } from '../../../support/x509-ca.ts';

const SUBJECT = [
  ['C', 'US'],
  ['ST', 'WA'],
  ['O', 'Acme'],
  ['OU', 'Release'],
  ['CN', 'builder'],
] as const;

function codeFor(
  trustedIdentities: readonly string[],
  subject: CertificateParts['subject'] = SUBJECT,
): string | null {
  try {
    const { subjectParts } = parseCertificate(makeCertificate({ subject }).der);
    return isTrustedIdentity(readIdentities(notationPolicy({ trustedIdentities })), subjectParts)
      ? null
      : 'none';
  } catch (error) {
    return (error as { refusal: { code: string } }).refusal.code;
  }
}

describe('trusted identities', () => {
  it.each([
    [['*']],
    [['x509.subject: C=US, ST=WA, O=Acme']],
    [['x509.subject:C=US,S=WA,O=Acme,CN=builder']],
    [['x509.subject: O=Acme, ST=WA, OU=Release, C=US']],
    [['x509.subject: C=US, ST=WA, O=Other', 'x509.subject: C=US, ST=WA, O=Acme']],
  ])('accepts by %j', (identities) => {
    expect(codeFor(identities)).toBeNull();
  });

  it.each([
    [[]],
    [['x509.subject: C=US, ST=WA, O=Acm']],
    [['x509.subject: C=US, ST=WA, O=acme']],
    [['x509.subject: C=US, ST=WA, O=Acme, L=Seattle']],
    [['x509.subject: C=US, ST=WA, O=Acme, CN=build']],
  ])('does not accept by %j', (identities) => {
    expect(codeFor(identities)).toBe('none');
  });

  it('does not accept one of two values of an attribute', () => {
    const identity = ['x509.subject: C=US, ST=WA, O=Acme'];
    expect(codeFor(identity, [...SUBJECT, ['O', 'Evil']])).toBe('none');
    expect(codeFor(identity, [...SUBJECT, ['OU', 'More']])).toBeNull();
  });

  it.each([
    [['*', 'x509.subject: C=US, ST=WA, O=Acme']],
    [['x509.subject: C=US, ST=WA']],
    [['C=US, ST=WA, O=Acme']],
    [['x509.san: C=US, ST=WA, O=Acme']],
    [['x509.subject: C=US, ST=WA, O=Acme', 'x509.subject: what']],
  ])('cannot follow %j', (identities) => {
    expect(codeFor(identities)).toBe('NOTATION_POLICY');
  });
});
