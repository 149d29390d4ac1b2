import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RefusedError } from '../../../../../src/checks/signatures/code.ts';
import { der } from '../../../../../src/checks/signatures/notation/x509/write-der.ts';
import { certificateClaims } from '../../../../../src/checks/signatures/sigstore/identity/claims.ts';
import { caught } from '../../../../support/caught.ts';
import {
  GITHUB_ISSUER,
  WORKFLOW,
  email,
  otherName,
  uri,
  workflowCertificate,
} from '../../../../support/github-attest.ts';
import type { CertificateSays } from '../../../../support/github-attest.ts';
import { derOid, derSequence, derTagged, derText } from '../../../../support/x509-der.ts';

const FULCIO = '1.3.6.1.4.1.57264.1';
const NOTHING = { 8: null, 9: null, 11: null, 12: null, 13: null, 14: null, 20: null, 21: null, 23: null };

describe('of a certificate of Fulcio', () => {
  it('everything that it says of a workflow is read', () => {
    expect(claims({})).toEqual({
      subject: `https://github.com/${WORKFLOW}@refs/heads/main`,
      issuer: GITHUB_ISSUER,
      buildSigner: `https://github.com/${WORKFLOW}@refs/heads/main`,
      runner: 'github-hosted',
      sourceRepository: 'https://github.com/acme/app',
      sourceDigest: 'a'.repeat(40),
      sourceRef: 'refs/heads/main',
      environment: 'production',
      trigger: 'push',
      run: 'https://github.com/acme/app/actions/runs/1/attempts/1',
    });
  });

  it('the older statements count where the newer are missing', () => {
    const rawClaims = { 2: 'push', 3: 'b'.repeat(40), 5: 'acme/app', 6: 'refs/tags/v1' };
    expect(claims({ claims: NOTHING, rawClaims })).toMatchObject({
      issuer: GITHUB_ISSUER,
      sourceRepository: 'https://github.com/acme/app',
      sourceDigest: 'b'.repeat(40),
      sourceRef: 'refs/tags/v1',
      trigger: 'push',
      runner: null,
    });
  });

  it('the newer statements count where both are', () => {
    const rawClaims = { 2: 'x', 3: 'x', 5: 'evil/app', 6: 'refs/heads/evil' };
    expect(claims({ rawClaims })).toEqual(claims({}));
  });

  it('what is not said is null', () => {
    const { subject, ...others } = claims({
      claims: { ...NOTHING, 8: 'https://issuer.example' },
      rawClaims: { 1: 'https://issuer.example' },
    });
    expect(subject).not.toBe('');
    expect(Object.values(others).filter((value) => value !== null)).toEqual(['https://issuer.example']);
  });

  it.each([
    ['an e-mail address', email('a@example.com'), 'a@example.com'],
    ['an address', uri('spiffe://example.com/a'), 'spiffe://example.com/a'],
    ['a name of Fulcio', otherName('user!example.com'), 'user!example.com'],
  ])('the subject may be %s', (_, name, expected) => {
    expect(claims({ subject: [name] }).subject).toBe(expected);
  });
});

describe('a certificate is refused with', () => {
  it.each<[string, CertificateSays, string]>([
    ['no subject', { subject: null }, 'IDENTITY_NO_SUBJECT'],
    ['an empty list of subjects', { subject: [] }, 'IDENTITY_UNREADABLE'],
    [
      'two subjects',
      { subject: [uri('https://a.example'), uri('https://b.example')] },
      'IDENTITY_SEVERAL_SUBJECTS',
    ],
    [
      'one subject twice',
      { subject: [uri('https://a.example'), uri('https://a.example')] },
      'IDENTITY_SEVERAL_SUBJECTS',
    ],
    ['a host for a subject', { subject: [der(0x82, Buffer.from('github.com'))] }, 'IDENTITY_NO_SUBJECT'],
    [
      'a name of another kind',
      { subject: [otherName('root', '1.3.6.1.4.1.311.20.2.3')] },
      'IDENTITY_NO_SUBJECT',
    ],
    ['a name without text', { subject: [derTagged(0, derOid(`${FULCIO}.7`))] }, 'IDENTITY_UNREADABLE'],
    ['a name of nothing', { subject: [derTagged(0)] }, 'IDENTITY_UNREADABLE'],
    [
      'a zero byte in the subject',
      { subject: [uri('https://a.example\u0000.evil.example')] },
      'IDENTITY_TEXT_INVALID',
    ],
    ['a line break in the subject', { subject: [uri('https://a.example\n')] }, 'IDENTITY_TEXT_INVALID'],
    [
      'a hidden character in the subject',
      { subject: [uri('https://a\u200b.example')] },
      'IDENTITY_TEXT_INVALID',
    ],
    ['bytes that are no text', { subject: [der(0x86, Buffer.of(0xff))] }, 'IDENTITY_TEXT_INVALID'],
    ['an empty subject', { subject: [uri('')] }, 'IDENTITY_TEXT_INVALID'],
    [
      'a subject of any length',
      { subject: [uri(`https://a.example/${'a'.repeat(5000)}`)] },
      'IDENTITY_TEXT_INVALID',
    ],
    ['an empty issuer', { rawClaims: { 1: '' } }, 'IDENTITY_TEXT_INVALID'],
    ['two issuers that differ', { rawClaims: { 1: 'https://evil.example' } }, 'IDENTITY_ISSUER_CONFUSED'],
    [
      'a second statement of one thing',
      { more: [[`${FULCIO}.8`, false, derText('https://evil.example')]] },
      'IDENTITY_REPEATED',
    ],
    [
      'a claim that is no UTF8String',
      { claims: { 12: null }, more: [[`${FULCIO}.12`, false, Buffer.from('x')]] },
      'IDENTITY_UNREADABLE',
    ],
    [
      'a claim of another type',
      { claims: { 12: null }, more: [[`${FULCIO}.12`, false, der(0x13, Buffer.from('https://a.example'))]] },
      'IDENTITY_UNREADABLE',
    ],
    [
      'a claim of another class',
      { claims: { 12: null }, more: [[`${FULCIO}.12`, false, der(0x8c, Buffer.from('https://a.example'))]] },
      'IDENTITY_UNREADABLE',
    ],
    [
      'a claim and something behind it',
      { claims: { 12: null }, more: [[`${FULCIO}.12`, false, Buffer.concat([derText('a'), derText('b')])]] },
      'IDENTITY_UNREADABLE',
    ],
  ])('%s', async (_, says, code) => {
    expect(await refusalOf(workflowCertificate(says).der)).toBe(code);
  });

  it('an extension whose value is no octet string', async () => {
    const extensions = derTagged(3, derSequence(derSequence(derOid('2.5.29.17'), derText('a'))));
    expect(await refusalOf(derSequence(derSequence(extensions)))).toBe('IDENTITY_UNREADABLE');
  });

  it('whatever bytes it has, it is read or refused', () => {
    const real = workflowCertificate().der;
    const changed = fc.tuple(fc.nat(real.length - 1), fc.nat(255)).map(([at, byte]) => {
      const copy = Buffer.from(real);
      copy[at] = byte;
      return copy;
    });
    const anything = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(fc.oneof(changed, anything), (bytes) => {
        try {
          expect(certificateClaims(bytes).subject).not.toBe('');
        } catch (error) {
          expect(error).toBeInstanceOf(RefusedError);
        }
      }),
    );
  });
});

function claims(says: CertificateSays) {
  return certificateClaims(workflowCertificate(says).der);
}

async function refusalOf(bytes: Buffer): Promise<string> {
  const error = await caught(() => certificateClaims(bytes));
  return error instanceof RefusedError ? error.refusal.code : String(error);
}
