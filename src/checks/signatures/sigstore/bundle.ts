import type { Bundle } from '@sigstore/bundle';
import { ValidationError, bundleFromJSON } from '@sigstore/bundle';
import { HashAlgorithm } from '@sigstore/protobuf-specs';
import { errorText } from '../../../model/errors.ts';
import { plain } from '../../../util/escape.ts';
import { LIMITS } from '../../../util/limits.ts';
import { parseStrictJson } from '../../../util/strict-json.ts';
import { refused } from './codes.ts';
import type { Material, SignedContent } from './material.ts';
import { BUNDLE_TYPES } from './media-types.ts';

/**
 * Reads a bundle; nothing is verified. `artifact` is what a signature over plain bytes is about; null: only an envelope
 * is expected. Throws a refusal. Source: sigstore/protobuf-specs, sigstore_bundle.proto.
 */
export function readBundle(text: string, artifact: Buffer | null): Material {
  const json = parseStrictJson(text);
  if (!json.ok) throw refused('SIGSTORE_BUNDLE_INVALID', `the bundle cannot be read: ${json.why}`);
  return bundleMaterial(json.value, artifact);
}

/** As `readBundle`, of a value that came out of strict JSON. */
export function bundleMaterial(json: unknown, artifact: Buffer | null): Material {
  const { mediaType, content, verificationMaterial } = parse(json);
  if (!BUNDLE_TYPES.includes(mediaType)) {
    throw refused('SIGSTORE_BUNDLE_INVALID', `bundles of type ${plain(mediaType, 100)} are not known`);
  }
  const { tlogEntries, timestampVerificationData } = verificationMaterial;
  const timestamps = [timestampVerificationData ?? []]
    .flat()
    .flatMap(({ rfc3161Timestamps }) => rfc3161Timestamps.map(({ signedTimestamp }) => signedTimestamp));
  if (tlogEntries.length + timestamps.length > LIMITS.signatureWitnesses.value) {
    throw refused(
      'SIGSTORE_BUNDLE_INVALID',
      'the bundle has more log entries and time stamps than any signer makes',
    );
  }
  return {
    content: signedContent(content, artifact),
    ...signerOf(verificationMaterial.content),
    logEntries: tlogEntries,
    timestamps,
  };
}

const DIGESTS: Readonly<Partial<Record<HashAlgorithm, string>>> = {
  [HashAlgorithm.SHA2_256]: 'sha256',
  [HashAlgorithm.SHA2_384]: 'sha384',
  [HashAlgorithm.SHA2_512]: 'sha512',
};

function parse(json: unknown): Bundle {
  try {
    return bundleFromJSON(json);
  } catch (error) {
    if (error instanceof ValidationError && error.fields.includes('content.dsseEnvelope.signatures')) {
      throw refused('SIGSTORE_ENVELOPE_SIGNATURES', 'the envelope must have one signature');
    }
    throw refused('SIGSTORE_BUNDLE_INVALID', `the bundle is not valid: ${errorText(error)}`);
  }
}

function signedContent(content: Bundle['content'], artifact: Buffer | null): SignedContent {
  if (content.$case === 'dsseEnvelope') {
    const { payloadType, payload, signatures } = content.dsseEnvelope;
    // There is exactly one.
    const signature = Buffer.concat(signatures.map(({ sig }) => sig));
    return { kind: 'envelope', payloadType, payload, signature, raw: null };
  }
  if (artifact === null) {
    throw refused('SIGSTORE_PAYLOAD_TYPE', 'the bundle signs plain bytes; a statement is expected');
  }
  const { messageDigest, signature } = content.messageSignature;
  const digest = { algorithm: DIGESTS[messageDigest.algorithm] ?? null, value: messageDigest.digest };
  return { kind: 'message', bytes: artifact, digest, signature };
}

function signerOf(
  content: Bundle['verificationMaterial']['content'],
): Pick<Material, 'certificate' | 'keyHint'> {
  if (content.$case === 'publicKey') return { certificate: null, keyHint: content.publicKey.hint };
  if (content.$case === 'certificate') return { certificate: content.certificate.rawBytes, keyHint: null };
  // The signer's comes first; the others are not needed, since the trusted root has them.
  const [first = null] = content.x509CertificateChain.certificates.map(({ rawBytes }) => rawBytes);
  return { certificate: first, keyHint: null };
}
