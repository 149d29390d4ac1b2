import { createHash } from 'node:crypto';
import { LIMITS } from '../../../../util/limits.ts';
import { refuse } from '../codes.ts';
import { reasonOf, stage } from '../stage.ts';
import type { Certificate } from '../x509/certificate.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { checkChain } from '../x509/chain.ts';
import { pathToAnchor } from '../x509/path.ts';
import { TAG } from '../x509/der.ts';
import { verifySigned } from '../x509/signed.ts';
import { outside } from '../x509/validity.ts';
import { derInteger } from '../x509/write-der.ts';
import type { TimestampToken } from './token.ts';
import { readToken } from './token.ts';

export interface VerifiedTimestamp {
  /** The time that was stamped is between these. */
  readonly from: Date;
  readonly to: Date;
  readonly time: Date;
  /** Of the time stamping authority, leaf first: whether one of them is revoked is another question. */
  readonly chain: readonly Certificate[];
}

/**
 * Verifies a time stamp over a signature: its imprint, its signature, its signer and the signer's chain to one of
 * the roots. Source: RFC 3161, section 2.3; Notary Project, "validate authentic timestamp".
 */
export function verifyTimestamp(
  bytes: Buffer,
  stamped: Buffer,
  trust: { readonly roots: readonly Certificate[]; readonly now: Date },
): VerifiedTimestamp {
  const token = stage('NOTATION_TIMESTAMP', 'The time stamp cannot be read', () => readToken(bytes));
  const { imprint, time, accuracyMs } = token;
  if (!createHash(imprint.hash).update(stamped).digest().equals(imprint.digest)) {
    throw refuse('NOTATION_TIMESTAMP_OTHER', 'The time stamp is not over this signature.');
  }
  const { leaf, others } = stage('NOTATION_TIMESTAMP', 'The time stamp does not hold', () => signerOf(token));
  const chain = pathToAnchor(leaf, others, trust.roots);
  if (chain === null) {
    throw refuse(
      'NOTATION_TIMESTAMP_UNTRUSTED',
      `The time stamp is by "${leaf.name}", which leads to no root of a tsa store.`,
    );
  }
  const from = new Date(time.getTime() - accuracyMs);
  const to = new Date(time.getTime() + accuracyMs);
  checkTimestampChain(chain, from, trust.now);
  return { from, to, time, chain };
}

/** The certificate that made the signature, by the hash that the signature names, and the others. */
function signerOf({ certificates, named, signer, signed, digest }: TimestampToken): {
  leaf: Certificate;
  others: readonly Certificate[];
} {
  if (certificates.length > LIMITS.certificateChain.value) throw new Error('too many certificates');
  const all = certificates.map(parseCertificate);
  const leaf = all.find(({ der }) => createHash(signer.hash).update(der).digest().equals(signer.digest));
  if (leaf === undefined) throw new Error('the certificate of its signer is missing');
  const name = Buffer.concat([leaf.issuer, derInteger(leaf.serial)]);
  if (named.tag === TAG.sequence && !named.content.equals(name)) throw new Error('it names two signers');
  verifySigned(signed, leaf.key, digest);
  return { leaf, others: all };
}

function checkTimestampChain(chain: readonly Certificate[], from: Date, now: Date): void {
  try {
    checkChain(chain, 'time stamping');
  } catch (error) {
    throw refuse('NOTATION_TIMESTAMP_CERTIFICATE', `Of the time stamp: ${reasonOf(error)}`);
  }
  const invalid = outside(chain, from, now);
  if (invalid !== null) throw refuse('NOTATION_TIMESTAMP_CERTIFICATE', `Of the time stamp: ${invalid.text}`);
}
