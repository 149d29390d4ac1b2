import { describe, expect, it } from 'vitest';
import { checkRevocation } from '../../../../../src/checks/signatures/notation/revocation/check.ts';
import type { Ask } from '../../../../../src/checks/signatures/notation/revocation/status.ts';
import { parseCertificate } from '../../../../../src/checks/signatures/notation/x509/certificate.ts';
import type { TestChain } from '../../../../support/notation-authority.ts';
import { makeChain } from '../../../../support/notation-authority.ts';
import { makeCrl, makeOcsp } from '../../../../support/notation-revocation.ts';
import {
  authorityInformation,
  distributionPoints,
  extendedKeyUsage,
  keyUsage,
  makeCertificate,
} from '../../../../support/x509-ca.ts';

const chain = makeChain({
  leafExtensions: [authorityInformation('ocsp:1', 'ocsp:2'), distributionPoints('crl:1', 'crl:2')],
  intermediateExtensions: [distributionPoints('crl:root')],
});
const { leaf, intermediate, root } = chain;
const GOOD = makeOcsp({ certificate: leaf, issuer: intermediate });
const REVOKED = makeOcsp({ certificate: leaf, issuer: intermediate, status: 'revoked' });
const EMPTY = makeCrl({ issuer: intermediate });
const ROOT_EMPTY = makeCrl({ issuer: root });

async function ask(answers: Readonly<Record<string, Buffer>>, of: TestChain = chain) {
  const seen: string[] = [];
  const answer: Ask = (url) => {
    seen.push(url);
    const found = answers[url];
    return found === undefined ? Promise.reject(new Error(`${url} is silent`)) : Promise.resolve(found);
  };
  const certificates = of.all.map(({ der }) => parseCertificate(der));
  const code = await checkRevocation(certificates, { now: new Date(), ask: answer }).then(
    () => null,
    (error: unknown) => (error as { refusal: { code: string } }).refusal.code,
  );
  return { seen, code };
}

describe('checkRevocation', () => {
  it('asks nobody about certificates that name nobody', async () => {
    expect(await ask({}, makeChain())).toEqual({ seen: [], code: null });
  });

  it('asks by OCSP first, and nobody else when that tells', async () => {
    expect(await ask({ 'ocsp:1': GOOD, 'crl:root': ROOT_EMPTY })).toEqual({
      seen: ['ocsp:1', 'crl:root'],
      code: null,
    });
  });

  it('asks the next one when one does not tell, and lists last', async () => {
    const answers = { 'ocsp:2': Buffer.from('x'), 'crl:2': EMPTY, 'crl:root': ROOT_EMPTY };
    const seen = ['ocsp:1', 'ocsp:2', 'crl:1', 'crl:2', 'crl:root'];
    expect(await ask(answers)).toEqual({ seen, code: null });
  });

  it('refuses a revoked certificate, by whomever it is told', async () => {
    expect(await ask({ 'ocsp:1': REVOKED, 'crl:root': ROOT_EMPTY })).toMatchObject({
      code: 'NOTATION_REVOKED',
    });
    const list = makeCrl({ issuer: intermediate, revoked: [leaf] });
    expect(await ask({ 'crl:1': list, 'crl:root': ROOT_EMPTY })).toMatchObject({ code: 'NOTATION_REVOKED' });
  });

  it('refuses a revoked authority, also when nothing is known of its signer', async () => {
    const list = makeCrl({ issuer: root, revoked: [intermediate] });
    expect(await ask({ 'ocsp:1': GOOD, 'crl:root': list })).toMatchObject({ code: 'NOTATION_REVOKED' });
    expect(await ask({ 'crl:root': list })).toMatchObject({ code: 'NOTATION_REVOKED' });
  });

  it('refuses when nobody tells', async () => {
    expect(await ask({ 'crl:root': ROOT_EMPTY })).toMatchObject({ code: 'NOTATION_REVOCATION_UNKNOWN' });
    expect(await ask({ 'ocsp:1': GOOD })).toMatchObject({ code: 'NOTATION_REVOCATION_UNKNOWN' });
  });

  it('asks a few addresses, however many a certificate names', async () => {
    const many = Array.from({ length: 50 }, (_, at) => `many:${at}`);
    const named = makeChain({ leafExtensions: [authorityInformation(...many), distributionPoints(...many)] });
    const { seen, code } = await ask({}, named);
    expect(seen.length).toBe(10);
    expect(code).toBe('NOTATION_REVOCATION_UNKNOWN');
  });
});

describe('who answers in the name of an authority', () => {
  const signer = makeCertificate({
    subject: [['CN', 'OCSP']],
    issuer: intermediate,
    extensions: [keyUsage([0]), extendedKeyUsage(['1.3.6.1.5.5.7.3.9']), distributionPoints('crl:signer')],
  });
  const answer = makeOcsp({ certificate: leaf, issuer: intermediate, signer });

  it('is looked up itself', async () => {
    const answers = { 'ocsp:1': answer, 'crl:signer': EMPTY, 'crl:root': ROOT_EMPTY };
    expect(await ask(answers)).toEqual({ seen: ['ocsp:1', 'crl:signer', 'crl:root'], code: null });
  });

  it('is not believed when it is revoked, or nobody tells', async () => {
    const revoked = makeCrl({ issuer: intermediate, revoked: [signer] });
    const answers = { 'ocsp:1': answer, 'crl:root': ROOT_EMPTY };
    expect(await ask({ ...answers, 'crl:signer': revoked })).toMatchObject({
      code: 'NOTATION_REVOCATION_UNKNOWN',
    });
    expect(await ask(answers)).toMatchObject({ code: 'NOTATION_REVOCATION_UNKNOWN' });
  });

  it('is not believed when it can be revoked, and only OCSP would tell', async () => {
    const extensions = [keyUsage([0]), extendedKeyUsage(['1.3.6.1.5.5.7.3.9'])];
    const answersBy = (...more: readonly ReturnType<typeof keyUsage>[]) => {
      const one = makeCertificate({
        subject: [['CN', 'OCSP']],
        issuer: intermediate,
        extensions: [...extensions, ...more],
      });
      return {
        'ocsp:1': makeOcsp({ certificate: leaf, issuer: intermediate, signer: one }),
        'crl:root': ROOT_EMPTY,
      };
    };
    expect(await ask(answersBy())).toMatchObject({ code: null });
    expect(await ask(answersBy(authorityInformation('ocsp:signer')))).toMatchObject({
      code: 'NOTATION_REVOCATION_UNKNOWN',
    });
  });

  it('need not be looked up when its certificate says so', async () => {
    const trusted = makeCertificate({
      subject: [['CN', 'OCSP']],
      issuer: intermediate,
      extensions: [
        keyUsage([0]),
        extendedKeyUsage(['1.3.6.1.5.5.7.3.9']),
        ['1.3.6.1.5.5.7.48.1.5', false, Buffer.of(5, 0)],
        distributionPoints('crl:signer'),
      ],
    });
    const answers = {
      'ocsp:1': makeOcsp({ certificate: leaf, issuer: intermediate, signer: trusted }),
      'crl:root': ROOT_EMPTY,
    };
    expect(await ask(answers)).toEqual({ seen: ['ocsp:1', 'crl:root'], code: null });
  });
});
