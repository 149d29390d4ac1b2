import type { TransparencyLogEntry } from '@sigstore/bundle';

/** A signature and what came with it, whatever form it lay in. Read, and nothing of it verified. */
export interface Material {
  readonly content: SignedContent;
  /** DER of the signer's certificate; null: made with a key. */
  readonly certificate: Buffer | null;
  /** Which key, as the bundle says: base64 of a digest of it, or anything; null: it does not say. */
  readonly keyHint: string | null;
  readonly logEntries: readonly TransparencyLogEntry[];
  /** Answers of time stamp authorities, DER. */
  readonly timestamps: readonly Buffer[];
}

export type SignedContent =
  | SimpleSigning
  | Envelope
  /** Signs the bytes of something: of the image's manifest, when it is about an image. */
  | {
      readonly kind: 'message';
      readonly bytes: Buffer;
      readonly digest: MessageDigest;
      readonly signature: Buffer;
    };

/** Signs a small JSON text that names an image. Source: containers/image, "container signature format". */
export interface SimpleSigning {
  readonly kind: 'simple-signing';
  readonly bytes: Buffer;
  readonly signature: Buffer;
}

/** Source: DSSE 1.0.2. */
export interface Envelope {
  readonly kind: 'envelope';
  readonly payloadType: string;
  readonly payload: Buffer;
  readonly signature: Buffer;
  /** As it lay there: old logs, and the time stamps of `.att`, are about it; null: it lay in a bundle. */
  readonly raw: Buffer | null;
}

export interface MessageDigest {
  /** Name for node:crypto, or null for one that is not used here. */
  readonly algorithm: string | null;
  readonly value: Buffer;
}

/** The bytes that the signature is over. Source: DSSE 1.0.2, "signature definition". */
export function signedBytes(content: SignedContent): Buffer {
  if (content.kind !== 'envelope') return content.bytes;
  const { payloadType, payload } = content;
  const type = Buffer.from(payloadType);
  const head = `DSSEv1 ${type.length} ${payloadType} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}

/**
 * What time stamps may be over, each of which holds the signature: the signature, and of an `.att` the whole envelope,
 * which cosign stamped up to version 2.
 */
export function stampedBytes(content: SignedContent): readonly Buffer[] {
  const isOld = content.kind === 'envelope' && content.raw !== null;
  return isOld ? [content.signature, content.raw] : [content.signature];
}
