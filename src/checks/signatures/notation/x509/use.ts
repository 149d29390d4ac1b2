import { refuse } from '../codes.ts';
import type { Certificate } from './certificate.ts';

export type Purpose = 'code signing' | 'time stamping';

/**
 * What the certificate of the signer must say of its use.
 * Source: Notary Project, signature specification 1.1, "leaf certificates".
 */
export function checkLeaf({ name, extensions }: Certificate, purpose: Purpose): void {
  const { basicConstraints, keyUsage, extendedKeyUsage, unknownCritical } = extensions;
  if (basicConstraints?.ca === true) throw unfit(name, 'it is a certificate authority');
  checkUnderstood(name, unknownCritical);
  if (keyUsage === null) throw unfit(name, 'it does not say what its key is for (keyUsage)');
  if (purpose === 'code signing' && !keyUsage.critical) throw unfit(name, 'its keyUsage is not critical');
  if (!keyUsage.bits.has(DIGITAL_SIGNATURE)) throw unfit(name, 'its key is not for signing');
  for (const bit of keyUsage.bits) {
    if (bit !== DIGITAL_SIGNATURE && bit !== NON_REPUDIATION)
      throw unfit(name, 'its key is for more than signing');
  }
  if (purpose === 'code signing') checkCodeSigning(name, extendedKeyUsage?.purposes ?? []);
  else checkTimeStamping(name, extendedKeyUsage);
}

/**
 * What the certificate of an authority must say, with so many authorities below it.
 * Source: Notary Project, signature specification 1.1, "root and intermediate CA certificates".
 */
export function checkAuthority({ name, extensions }: Certificate, below: number, purpose: Purpose): void {
  const { basicConstraints, keyUsage, unknownCritical } = extensions;
  if (basicConstraints?.ca !== true) throw unfit(name, 'it is not a certificate authority');
  if (!basicConstraints.critical) throw unfit(name, 'its basicConstraints are not critical');
  checkUnderstood(name, unknownCritical);
  if (keyUsage?.bits.has(KEY_CERT_SIGN) !== true) throw unfit(name, 'its key is not for certificates');
  if (purpose === 'code signing' && !keyUsage.critical) throw unfit(name, 'its keyUsage is not critical');
  if (basicConstraints.pathLength !== null && below > basicConstraints.pathLength) {
    throw unfit(name, `${below} authorities are below it, and ${basicConstraints.pathLength} may be`);
  }
}

/** Refuses keys that are too weak, or of another kind than RSA and ECDSA on the curves of NIST. */
export function checkKey({ name, key }: Certificate): void {
  const { modulusLength, namedCurve } = { modulusLength: 0, namedCurve: '', ...key.asymmetricKeyDetails };
  const isStrong =
    key.asymmetricKeyType === 'rsa' ? modulusLength >= MIN_RSA_BITS : CURVES.includes(namedCurve);
  if (!isStrong) {
    throw refuse(
      'NOTATION_CERTIFICATE_KEY',
      `The key of "${name}" is too weak, or of a kind that is not accepted.`,
    );
  }
}

const DIGITAL_SIGNATURE = 0;
const NON_REPUDIATION = 1;
const KEY_CERT_SIGN = 5;
const MIN_RSA_BITS = 2048;
const CURVES: readonly string[] = ['prime256v1', 'secp384r1', 'secp521r1'];
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
/**
 * anyExtendedKeyUsage, serverAuth, clientAuth, emailProtection, timeStamping; and OCSPSigning, with which a signer
 * could say of itself that it is not revoked.
 */
const NOT_FOR_CODE: readonly string[] = [
  '2.5.29.37.0',
  '1.3.6.1.5.5.7.3.1',
  '1.3.6.1.5.5.7.3.2',
  '1.3.6.1.5.5.7.3.4',
  TIME_STAMPING,
  '1.3.6.1.5.5.7.3.9',
];

function checkCodeSigning(name: string, purposes: readonly string[]): void {
  const other = purposes.find((purpose) => NOT_FOR_CODE.includes(purpose));
  if (other !== undefined) throw unfit(name, `it is for something else than signing code (${other})`);
}

/** Source: RFC 3161, section 2.3. */
function checkTimeStamping(name: string, usage: Certificate['extensions']['extendedKeyUsage']): void {
  if (usage?.critical !== true || usage.purposes.join(' ') !== TIME_STAMPING) {
    throw unfit(name, 'it is not for time stamps alone (a critical extKeyUsage)');
  }
}

/** The Notary Project lets a verifier pass over these; RFC 5280, section 4.2, does not. */
function checkUnderstood(name: string, unknown: readonly string[]): void {
  const [oid] = unknown;
  if (oid !== undefined) throw unfit(name, `its critical extension ${oid} is not known here`);
}

function unfit(name: string, why: string): Error {
  return refuse('NOTATION_CERTIFICATE_USE', `The certificate "${name}" may not be used for this: ${why}.`);
}
