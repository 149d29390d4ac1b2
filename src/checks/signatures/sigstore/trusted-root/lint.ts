import { X509Certificate, createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { PublicKeyDetails } from '@sigstore/protobuf-specs';
import type {
  CertificateAuthority,
  PublicKey,
  TimeRange,
  TransparencyLogInstance,
  TrustedRoot,
} from '@sigstore/protobuf-specs';
import { VerificationError } from '../../../../model/errors.ts';
import { plain } from '../../../../util/escape.ts';

/**
 * Refuses a trusted root that says less than it must: what is left out would be read as "always" or "anyone".
 * Throws `VerificationError` TRUSTED_ROOT_TYPE, TRUSTED_ROOT_EMPTY, TRUSTED_ROOT_VALIDITY, TRUSTED_ROOT_KEY,
 * TRUSTED_ROOT_CERTIFICATE, TRUSTED_ROOT_LOG_ID.
 */
export function lintTrustedRoot(root: TrustedRoot, where: string): void {
  const { mediaType, tlogs, ctlogs, certificateAuthorities, timestampAuthorities } = root;
  if (!MEDIA_TYPE.test(mediaType)) {
    throw new VerificationError(
      'TRUSTED_ROOT_TYPE',
      `${where}: its media type is "${plain(mediaType, 100)}"`,
      ADVICE,
    );
  }
  if (certificateAuthorities.length === 0) {
    throw new VerificationError('TRUSTED_ROOT_EMPTY', `${where}: it has no certificate authority`, ADVICE);
  }
  if (tlogs.length + timestampAuthorities.length === 0) {
    throw new VerificationError(
      'TRUSTED_ROOT_EMPTY',
      `${where}: it has neither a log nor a timestamp authority`,
      ADVICE,
    );
  }
  lintLogs(tlogs, `${where}: transparency log`);
  lintLogs(ctlogs, `${where}: certificate log`);
  lintAuthorities(certificateAuthorities, `${where}: certificate authority`);
  lintAuthorities(timestampAuthorities, `${where}: timestamp authority`);
}

const ADVICE = {
  hint: 'Take the trusted root from whoever runs the services; do not repair it by hand.',
} as const;

const MEDIA_TYPE =
  /^application\/vnd\.dev\.sigstore\.trustedroot(?:\+json;version=0\.[12]|\.v0\.[12]\+json)$/u;

const RSA = 'rsa';
const KEY_KINDS: ReadonlyMap<PublicKeyDetails, string> = new Map([
  [PublicKeyDetails.PKCS1_RSA_PKCS1V5, RSA],
  [PublicKeyDetails.PKIX_RSA_PKCS1V5, RSA],
  [PublicKeyDetails.PKIX_RSA_PKCS1V15_2048_SHA256, RSA],
  [PublicKeyDetails.PKIX_RSA_PKCS1V15_3072_SHA256, RSA],
  [PublicKeyDetails.PKIX_RSA_PKCS1V15_4096_SHA256, RSA],
  [PublicKeyDetails.PKIX_ECDSA_P256_SHA_256, 'ec prime256v1'],
  [PublicKeyDetails.PKIX_ECDSA_P384_SHA_384, 'ec secp384r1'],
  [PublicKeyDetails.PKIX_ECDSA_P521_SHA_512, 'ec secp521r1'],
  [PublicKeyDetails.PKIX_ECDSA_P384_SHA_256, 'ec secp384r1'],
  [PublicKeyDetails.PKIX_ECDSA_P521_SHA_256, 'ec secp521r1'],
  [PublicKeyDetails.PKIX_ED25519, 'ed25519'],
]);

function lintLogs(logs: readonly TransparencyLogInstance[], where: string): void {
  const ids = new Set<string>();
  for (const { baseUrl, publicKey, logId, checkpointKeyId } of logs) {
    const place = `${where} ${plain(baseUrl, 100)}`;
    if (publicKey === undefined)
      throw new VerificationError('TRUSTED_ROOT_KEY', `${place}: it has no key`, ADVICE);
    lintValidity(publicKey.validFor, place);
    lintKey(publicKey, place);
    const id = Buffer.from((checkpointKeyId ?? logId)?.keyId ?? '').toString('hex');
    if (id === '') throw new VerificationError('TRUSTED_ROOT_LOG_ID', `${place}: it has no id`, ADVICE);
    if (ids.has(id))
      throw new VerificationError(
        'TRUSTED_ROOT_LOG_ID',
        `${place}: another log has the id ${id} as well`,
        ADVICE,
      );
    ids.add(id);
  }
}

/** Kinds of keys that we do not know are no fault: nothing verifies with them. */
function lintKey({ rawBytes, keyDetails }: PublicKey, where: string): void {
  const type = keyDetails === PublicKeyDetails.PKCS1_RSA_PKCS1V5 ? 'pkcs1' : 'spki';
  const key = parsed(() => createPublicKey({ key: Buffer.from(rawBytes ?? ''), format: 'der', type }));
  if (key === null)
    throw new VerificationError('TRUSTED_ROOT_KEY', `${where}: its key does not parse`, ADVICE);
  if (keyDetails === PublicKeyDetails.PUBLIC_KEY_DETAILS_UNSPECIFIED) {
    throw new VerificationError('TRUSTED_ROOT_KEY', `${where}: it does not say how its key is used`, ADVICE);
  }
  const expected = KEY_KINDS.get(keyDetails);
  const kind = kindOf(key);
  if (expected !== undefined && kind !== expected) {
    throw new VerificationError(
      'TRUSTED_ROOT_KEY',
      `${where}: its key should be ${expected} and is ${kind}`,
      ADVICE,
    );
  }
}

function kindOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string {
  const kind = String(asymmetricKeyType);
  const curve = asymmetricKeyDetails?.namedCurve;
  return curve === undefined ? kind : `${kind} ${curve}`;
}

function lintAuthorities(authorities: readonly CertificateAuthority[], where: string): void {
  for (const { uri, certChain, validFor } of authorities) {
    const place = `${where} ${plain(uri, 100)}`;
    lintValidity(validFor, place);
    const certificates = certChain?.certificates ?? [];
    if (certificates.length === 0)
      throw new VerificationError('TRUSTED_ROOT_CERTIFICATE', `${place}: it has no certificate`, ADVICE);
    for (const { rawBytes } of certificates) {
      if (parsed(() => new X509Certificate(rawBytes)) === null) {
        throw new VerificationError(
          'TRUSTED_ROOT_CERTIFICATE',
          `${place}: a certificate of it does not parse`,
          ADVICE,
        );
      }
    }
  }
}

function lintValidity(range: TimeRange | undefined, where: string): void {
  const start = range?.start?.getTime();
  if (start === undefined || Number.isNaN(start)) {
    throw new VerificationError(
      'TRUSTED_ROOT_VALIDITY',
      `${where}: it does not say since when it is valid`,
      ADVICE,
    );
  }
  const end = range?.end?.getTime();
  // True as well when the end is no time.
  if (end !== undefined && !(end > start)) {
    throw new VerificationError(
      'TRUSTED_ROOT_VALIDITY',
      `${where}: its validity ends before it begins`,
      ADVICE,
    );
  }
}

function parsed<T>(parse: () => T): T | null {
  try {
    return parse();
  } catch {
    return null;
  }
}
