import { z } from 'zod';
import { parseStrictJson } from '../../../util/strict-json.ts';
import { refused } from './codes.ts';

/** What the log recorded of a signature, of whatever kind of entry. */
export interface LogBody {
  readonly kind: string;
  readonly version: string;
  /** Null: this kind does not record it. */
  readonly signature: Buffer | null;
  readonly digest: LogDigest;
  readonly verifier: LogVerifier;
}

export interface LogDigest {
  /** The bytes that the signature is over, the payload of the envelope, or the envelope as it was uploaded. */
  readonly of: 'signed' | 'payload' | 'envelope';
  readonly algorithm: string;
  readonly value: Buffer;
}

/** Who signed: PEM of a key or certificate, or the DER of one. */
export type LogVerifier =
  | { readonly form: 'pem'; readonly text: string }
  | { readonly form: 'certificate' | 'key'; readonly der: Buffer };

/**
 * Reads the body of an entry: hashedrekord, dsse (0.0.1 of Rekor 1, 0.0.2 of Rekor 2), intoto 0.0.1 and 0.0.2.
 * Throws a refusal. Source: sigstore/rekor, pkg/types, the JSON schemas; sigstore/rekor-tiles, rekor/v2/entry.proto.
 */
export function readLogBody(bytes: Buffer): LogBody {
  const json = parseStrictJson(bytes.toString('utf8'));
  if (!json.ok)
    throw refused('SIGSTORE_LOG_ENTRY_INVALID', `the entry of the log cannot be read: ${json.why}`);
  const result = BODY.safeParse(json.value);
  if (result.success) return result.data;
  throw refused('SIGSTORE_LOG_ENTRY_INVALID', 'the entry of the log is of no kind that is known');
}

const BASE64 = z.string().transform((text) => Buffer.from(text, 'base64'));
const PEM = BASE64.transform((bytes): LogVerifier => ({ form: 'pem', text: bytes.toString('utf8') }));
/** Inside another encoding, by a quirk of the format. */
const TWICE = BASE64.transform((bytes) => Buffer.from(bytes.toString('latin1'), 'base64'));
const HASH = z.object({
  algorithm: z.enum(['sha256', 'sha384', 'sha512']),
  value: z.string().transform((text) => Buffer.from(text, 'hex')),
});
const NAMES = { SHA2_256: 'sha256', SHA2_384: 'sha384', SHA2_512: 'sha512' } as const;
const HASH_2 = z.object({
  algorithm: z.enum(['SHA2_256', 'SHA2_384', 'SHA2_512']).transform((name) => NAMES[name]),
  digest: BASE64,
});
const RAW = z.object({ rawBytes: BASE64 });
const VERIFIER_2 = z.union([
  z
    .object({ x509Certificate: RAW })
    .transform(({ x509Certificate: { rawBytes: der } }): LogVerifier => ({ form: 'certificate', der })),
  z
    .object({ publicKey: RAW })
    .transform(({ publicKey: { rawBytes: der } }): LogVerifier => ({ form: 'key', der })),
]);

const HASHEDREKORD_1 = z
  .object({
    kind: z.literal('hashedrekord'),
    apiVersion: z.literal('0.0.1'),
    spec: z.object({
      signature: z.object({ content: BASE64, publicKey: z.object({ content: PEM }) }),
      data: z.object({ hash: HASH }),
    }),
  })
  .transform(({ kind, apiVersion: version, spec: { signature, data } }): LogBody => ({
    kind,
    version,
    signature: signature.content,
    digest: { of: 'signed', ...data.hash },
    verifier: signature.publicKey.content,
  }));

const HASHEDREKORD_2 = z
  .object({
    kind: z.literal('hashedrekord'),
    apiVersion: z.literal('0.0.2'),
    spec: z.object({
      hashedRekordV002: z.object({
        data: HASH_2,
        signature: z.object({ content: BASE64, verifier: VERIFIER_2 }),
      }),
    }),
  })
  .transform(
    ({
      kind,
      apiVersion: version,
      spec: {
        hashedRekordV002: { data, signature },
      },
    }): LogBody => ({
      kind,
      version,
      signature: signature.content,
      digest: { of: 'signed', algorithm: data.algorithm, value: data.digest },
      verifier: signature.verifier,
    }),
  );

const DSSE_1 = z
  .object({
    kind: z.literal('dsse'),
    apiVersion: z.literal('0.0.1'),
    spec: z.object({
      payloadHash: HASH,
      signatures: z.tuple([z.object({ signature: BASE64, verifier: PEM })]),
    }),
  })
  .transform(
    ({
      kind,
      apiVersion: version,
      spec: {
        payloadHash,
        signatures: [one],
      },
    }): LogBody => ({
      kind,
      version,
      signature: one.signature,
      digest: { of: 'payload', ...payloadHash },
      verifier: one.verifier,
    }),
  );

const DSSE_2 = z
  .object({
    kind: z.literal('dsse'),
    apiVersion: z.literal('0.0.2'),
    spec: z.object({
      dsseV002: z.object({
        payloadHash: HASH_2,
        signatures: z.tuple([z.object({ content: BASE64, verifier: VERIFIER_2 })]),
      }),
    }),
  })
  .transform(
    ({
      kind,
      apiVersion: version,
      spec: {
        dsseV002: {
          payloadHash,
          signatures: [one],
        },
      },
    }): LogBody => ({
      kind,
      version,
      signature: one.content,
      digest: { of: 'payload', algorithm: payloadHash.algorithm, value: payloadHash.digest },
      verifier: one.verifier,
    }),
  );

const INTOTO_1 = z
  .object({
    kind: z.literal('intoto'),
    apiVersion: z.literal('0.0.1'),
    spec: z.object({ content: z.object({ hash: HASH }), publicKey: PEM }),
  })
  .transform(({ kind, apiVersion: version, spec: { content, publicKey } }): LogBody => ({
    kind,
    version,
    signature: null,
    digest: { of: 'envelope', ...content.hash },
    verifier: publicKey,
  }));

const INTOTO_2 = z
  .object({
    kind: z.literal('intoto'),
    apiVersion: z.literal('0.0.2'),
    spec: z.object({
      content: z.object({
        payloadHash: HASH,
        envelope: z.object({ signatures: z.tuple([z.object({ sig: TWICE, publicKey: PEM })]) }),
      }),
    }),
  })
  .transform(
    ({
      kind,
      apiVersion: version,
      spec: {
        content: {
          payloadHash,
          envelope: {
            signatures: [one],
          },
        },
      },
    }): LogBody => ({
      kind,
      version,
      signature: one.sig,
      digest: { of: 'payload', ...payloadHash },
      verifier: one.publicKey,
    }),
  );

const BODY = z.union([HASHEDREKORD_1, DSSE_1, INTOTO_2, HASHEDREKORD_2, DSSE_2, INTOTO_1]);
