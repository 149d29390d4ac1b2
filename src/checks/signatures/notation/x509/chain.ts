import { refuse } from '../codes.ts';
import { stage } from '../stage.ts';
import type { Certificate } from './certificate.ts';
import { verifySigned } from './signed.ts';
import type { Purpose } from './use.ts';
import { checkAuthority, checkKey, checkLeaf } from './use.ts';

/**
 * Holds a list of certificates, leaf first, against the rules for chains: each is signed by the next, the last
 * by itself, and each may do what it does. Whether the root is trusted is another question.
 * Source: Notary Project, signature specification 1.1, "certificate requirements".
 */
export function checkChain(chain: readonly Certificate[], purpose: Purpose): void {
  const root = chain.at(-1);
  for (const [index, certificate] of chain.entries()) {
    const issuer = chain[index + 1] ?? certificate;
    if (certificate !== root && isSelfSigned(certificate)) {
      throw refuse('NOTATION_CHAIN', `"${certificate.name}" is a root, and other certificates follow it.`);
    }
    checkIssued(certificate, issuer);
    checkKey(certificate);
    if (index === 0) checkLeaf(certificate, purpose);
    else checkAuthority(certificate, index - 1, purpose);
  }
}

/** True for a root, or a certificate that stands for itself: a name alone can be that of another. */
export function isSelfSigned(certificate: Certificate): boolean {
  return isIssuedBy(certificate, certificate);
}

/** True when `issuer` is named in `certificate`, and signed it. */
export function isIssuedBy(certificate: Certificate, issuer: Certificate): boolean {
  if (!certificate.issuer.equals(issuer.subject)) return false;
  try {
    verifySigned(certificate.signed, issuer.key);
    return true;
  } catch {
    return false;
  }
}

function checkIssued(certificate: Certificate, issuer: Certificate): void {
  if (!certificate.issuer.equals(issuer.subject)) {
    throw refuse(
      'NOTATION_CHAIN',
      issuer === certificate
        ? `The last certificate, "${certificate.name}", is not a root.`
        : `"${certificate.name}" was not issued by "${issuer.name}", which follows it.`,
    );
  }
  stage('NOTATION_CHAIN', `"${certificate.name}" as issued by "${issuer.name}"`, () =>
    verifySigned(certificate.signed, issuer.key),
  );
}
