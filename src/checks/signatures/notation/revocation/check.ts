import { LIMITS } from '../../../../util/limits.ts';
import { refuse } from '../codes.ts';
import { reasonOf } from '../stage.ts';
import type { Certificate } from '../x509/certificate.ts';
import { readCrl } from './crl.ts';
import type { Issued } from './ocsp.ts';
import { needsNoCheck, ocspRequest, readOcspAnswer } from './ocsp.ts';
import type { Ask, RevocationStatus } from './status.ts';

export interface RevocationWorld {
  readonly now: Date;
  readonly ask: Ask;
}

/**
 * Refuses a chain, leaf first, of which a certificate is revoked, or where that cannot be found out: by OCSP, and
 * by a list when that does not tell. A certificate that names no service cannot be revoked.
 * Source: Notary Project, "certificate revocation evaluation".
 */
export async function checkRevocation(chain: readonly Certificate[], world: RevocationWorld): Promise<void> {
  const unknown: string[] = [];
  for (const [index, issuer] of chain.slice(1).entries()) {
    for (const certificate of chain.slice(index, index + 1)) {
      const found = await statusOf({ certificate, issuer }, world);
      if (found === 'revoked') throw refuse('NOTATION_REVOKED', `"${certificate.name}" is revoked.`);
      // A revoked one further on says more than one that is not known.
      if (found !== 'good') unknown.push(`"${certificate.name}": ${found.unknown}`);
    }
  }
  if (unknown.length > 0) throw refuse('NOTATION_REVOCATION_UNKNOWN', `${unknown.join('; ')}.`);
}

type Status = RevocationStatus | { readonly unknown: string };

async function statusOf(issued: Issued, world: RevocationWorld): Promise<Status> {
  const { ocspUrls, crlUrls } = issued.certificate.extensions;
  const attempts = [
    ...ocspUrls.slice(0, LIMITS.revocationUrls.value).map((url) => () => byOcsp(url, issued, world)),
    ...crlUrls.slice(0, LIMITS.revocationUrls.value).map((url) => () => byCrl(url, issued, world)),
  ];
  const reasons: string[] = [];
  for (const attempt of attempts) {
    try {
      return await attempt();
    } catch (error) {
      reasons.push(reasonOf(error));
    }
  }
  return attempts.length === 0 ? 'good' : { unknown: reasons.join(', ') };
}

async function byOcsp(url: string, issued: Issued, world: RevocationWorld): Promise<RevocationStatus> {
  const bytes = await world.ask(url, { body: ocspRequest(issued), limit: LIMITS.ocspBytes.value });
  const { status, delegate } = readOcspAnswer(bytes, issued, world.now);
  if (delegate !== null && !needsNoCheck(delegate))
    await checkDelegate({ ...issued, certificate: delegate }, world);
  return status;
}

/** By lists only: asking for it by OCSP would lead back to it. One that names OCSP alone is not looked up, so not believed. */
async function checkDelegate(issued: Issued, world: RevocationWorld): Promise<void> {
  const { crlUrls, ocspUrls } = issued.certificate.extensions;
  if (crlUrls.length === 0 && ocspUrls.length > 0) {
    throw new Error('whether the signer of the answer is revoked cannot be told');
  }
  for (const url of crlUrls.slice(0, LIMITS.revocationUrls.value)) {
    const status = await byCrl(url, issued, world);
    if (status === 'revoked') throw new Error('the signer of the answer is revoked');
  }
}

async function byCrl(url: string, issued: Issued, world: RevocationWorld): Promise<RevocationStatus> {
  const bytes = await world.ask(url, { body: null, limit: LIMITS.revocationBytes.value });
  return readCrl(bytes, issued, { url, now: world.now });
}
