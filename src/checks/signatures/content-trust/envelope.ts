import { z } from 'zod';
import { plain } from '../../../util/escape.ts';
import { LIMITS } from '../../../util/limits.ts';
import { parseStrictJson } from '../../../util/strict-json.ts';
import { canonicalJson } from './canonical.ts';
import { refuse } from './codes.ts';

/** Metadata with its signatures, none of them verified. */
export interface Envelope {
  /** As it was served. */
  readonly bytes: Buffer;
  /** What is signed: `signed` in canonical form. */
  readonly signedBytes: Buffer;
  readonly signed: unknown;
  readonly signatures: readonly MetadataSignature[];
  /** For messages: `root`, `targets/alice`. */
  readonly name: string;
}

export interface MetadataSignature {
  readonly keyId: string;
  /** Lower case: `ecdsa`, `rsapss`. */
  readonly method: string;
  readonly bytes: Buffer;
}

/**
 * Reads the envelope. What is judged afterwards is exactly what `signedBytes` says: no key twice, no bytes that are
 * not UTF-8. Refuses with CONTENT_TRUST_METADATA_INVALID.
 */
export function parseEnvelope(bytes: Buffer, name: string): Envelope {
  const json = parseStrictJson(decode(bytes, name));
  if (!json.ok) throw invalidMetadata(name, json.why);
  const result = ENVELOPE.safeParse(json.value);
  if (!result.success) throw invalidMetadata(name, z.prettifyError(result.error));
  const { signed, signatures } = result.data;
  return { bytes, signedBytes: canonicalJson(signed), signed, signatures, name };
}

/** The refusal of metadata that is not of its form. */
export function invalidMetadata(name: string, reason: string): Error {
  return refuse(
    'CONTENT_TRUST_METADATA_INVALID',
    `${name}: the metadata is not valid: ${plain(reason, 200)}`,
  );
}

/** Standard base64, padded, of anything but nothing. */
export const BASE64 = z
  .string()
  .regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/u, 'not base64');
/** Hexadecimal SHA-256. */
export const KEY_ID = z.string().regex(/^[0-9a-f]{64}$/u, 'not a key id');

const SIGNATURE = z
  .object({ keyid: KEY_ID, method: z.string().max(64), sig: BASE64 })
  .transform(({ keyid, method, sig }) => ({
    keyId: keyid,
    method: method.toLowerCase(),
    bytes: Buffer.from(sig, 'base64'),
  }));
const ENVELOPE = z.object({
  signed: z.looseObject({}),
  signatures: z.array(SIGNATURE).max(LIMITS.contentTrustSignatures.value),
});

function decode(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw invalidMetadata(name, 'it is not UTF-8');
  }
}
