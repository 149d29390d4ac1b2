import { X509Certificate } from 'node:crypto';
import type { TransparencyLogEntry } from '@sigstore/bundle';
import { z } from 'zod';
import { errorText } from '../../../model/errors.ts';
import { parseStrictJson } from '../../../util/strict-json.ts';
import { refused } from './codes.ts';
import type { Material, SignedContent } from './material.ts';
import type { LayerType } from './media-types.ts';
import { ENVELOPE_TYPE } from './media-types.ts';

/** A layer of a `.sig` or `.att`, with its bytes. */
export interface SignatureLayer {
  readonly mediaType: LayerType;
  readonly annotations: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

/**
 * Reads a signature in the form of cosign 1 and 2; nothing is verified. The chain of certificates that may lie beside
 * it is not read: the trusted root has it. Throws a refusal.
 * Source: sigstore/cosign, specs/SIGNATURE_SPEC.md and specs/ATTESTATION_SPEC.md.
 */
export function readLayer(layer: SignatureLayer): Material {
  const { annotations } = layer;
  const content = readContent(layer);
  return {
    content,
    certificate: readAnnotation(annotations[CERTIFICATE], (pem) => new X509Certificate(pem).raw)[0] ?? null,
    keyHint: null,
    logEntries: readAnnotation(annotations[BUNDLE], readLogEntry),
    timestamps: readAnnotation(annotations[TIMESTAMP], readTimestamp),
  };
}

const SIGNATURE = 'dev.cosignproject.cosign/signature';
const CERTIFICATE = 'dev.sigstore.cosign/certificate';
const BUNDLE = 'dev.sigstore.cosign/bundle';
const TIMESTAMP = 'dev.sigstore.cosign/rfc3161timestamp';

const BASE64 = z.string().transform((text) => Buffer.from(text, 'base64'));
const ENVELOPE = z.object({
  payloadType: z.string(),
  payload: BASE64,
  signatures: z.array(z.unknown()),
});
const SIGNATURE_JSON = z.object({ sig: BASE64 });
const TIMESTAMP_JSON = z.object({ SignedRFC3161Timestamp: BASE64 });
const BODY_KIND = z.object({ kind: z.string(), apiVersion: z.string() });
const LOG_ENTRY = z.object({
  SignedEntryTimestamp: BASE64,
  Payload: z.object({
    body: BASE64,
    integratedTime: z.number().int().nonnegative(),
    logIndex: z.number().int().nonnegative(),
    logID: z.string().transform((text) => Buffer.from(text, 'hex')),
  }),
});

function readContent({ mediaType, annotations, bytes }: SignatureLayer): SignedContent {
  if (mediaType === ENVELOPE_TYPE) return readEnvelope(bytes);
  const signature = Buffer.from(annotations[SIGNATURE] ?? '', 'base64');
  if (signature.length === 0) throw refused('SIGSTORE_SIGNATURE_MISSING', 'there is no signature beside it');
  return { kind: 'simple-signing', bytes, signature };
}

function readEnvelope(bytes: Buffer): SignedContent {
  const json = parseStrictJson(bytes.toString('utf8'));
  if (!json.ok) throw refused('SIGSTORE_ENVELOPE_INVALID', `the envelope cannot be read: ${json.why}`);
  const result = ENVELOPE.safeParse(json.value);
  if (!result.success) throw refused('SIGSTORE_ENVELOPE_INVALID', 'it is no envelope of an attestation');
  const { payloadType, payload, signatures } = result.data;
  if (signatures.length !== 1) {
    throw refused(
      'SIGSTORE_ENVELOPE_SIGNATURES',
      `the envelope has ${signatures.length} signatures, and must have one`,
    );
  }
  const one = SIGNATURE_JSON.safeParse(signatures[0]);
  if (!one.success)
    throw refused('SIGSTORE_ENVELOPE_INVALID', 'the envelope has no signature that can be read');
  return { kind: 'envelope', payloadType, payload, signature: one.data.sig, raw: bytes };
}

/** None when the annotation is not there. */
function readAnnotation<T>(text: string | undefined, read: (text: string) => T): readonly T[] {
  // Cosign writes an empty text for what it does not have.
  if (text === undefined || text === '') return [];
  try {
    return [read(text)];
  } catch (error) {
    throw refused('SIGSTORE_ANNOTATION_INVALID', `an annotation cannot be read: ${errorText(error)}`);
  }
}

function readTimestamp(text: string): Buffer {
  return TIMESTAMP_JSON.parse(strictJson(text)).SignedRFC3161Timestamp;
}

function readLogEntry(text: string): TransparencyLogEntry {
  const { SignedEntryTimestamp: signedEntryTimestamp, Payload: payload } = LOG_ENTRY.parse(strictJson(text));
  const { kind, apiVersion: version } = BODY_KIND.parse(strictJson(payload.body.toString('utf8')));
  return {
    logIndex: String(payload.logIndex),
    logId: { keyId: payload.logID },
    kindVersion: { kind, version },
    integratedTime: String(payload.integratedTime),
    inclusionPromise: { signedEntryTimestamp },
    inclusionProof: undefined,
    canonicalizedBody: payload.body,
  };
}

function strictJson(text: string): unknown {
  const json = parseStrictJson(text);
  if (!json.ok) throw new Error(json.why);
  return json.value;
}
