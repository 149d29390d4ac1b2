import { decode, encode } from 'cborg';
import { z } from 'zod';
import { readAttributes } from './attributes.ts';
import type { Envelope } from './envelope.ts';

/**
 * Takes a tagged COSE_Sign1 apart. Throws for another message.
 * Source: RFC 9052, sections 4.2 and 4.4; Notary Project, "COSE signature envelope".
 */
export function readCose(bytes: Buffer): Envelope {
  const [protectedBytes, unprotected, payload, signature] = SIGN1.parse(readCbor(bytes)).parts;
  const others = MAP.parse(readCbor(protectedBytes));
  const { alg, contentType, critical } = PROTECTED.parse({
    alg: others.get(ALG),
    contentType: others.get(CONTENT_TYPE),
    critical: others.get(CRITICAL),
  });
  for (const label of [ALG, CONTENT_TYPE, CRITICAL]) others.delete(label);
  const { x5chain, timestamp } = UNPROTECTED.parse({
    x5chain: unprotected.get(X5CHAIN),
    timestamp: unprotected.get(TIMESTAMP),
  });
  const [leaf, ...issuers] = x5chain;
  return {
    says: (algorithm) => algorithm.cose === alg,
    signed: Buffer.from(encode(['Signature1', protectedBytes, new Uint8Array(), payload])),
    signature: Buffer.from(signature),
    payload: Buffer.from(payload),
    attributes: readAttributes({ contentType, critical, others, time }),
    chain: [Buffer.from(leaf), ...issuers.map((one) => Buffer.from(one))],
    timestamp: timestamp === undefined ? null : Buffer.from(timestamp),
  };
}

/** What has tag 18. */
class Sign1 {
  readonly parts: unknown;

  constructor(parts: unknown) {
    this.parts = parts;
  }
}

/** What has tag 1: seconds since 1970. Source: RFC 8949, section 3.4.2. */
class EpochTime {
  readonly seconds: unknown;

  constructor(seconds: unknown) {
    this.seconds = seconds;
  }
}

const ALG = 1;
const CRITICAL = 2;
const CONTENT_TYPE = 3;
const X5CHAIN = 33;
const TIMESTAMP = 'io.cncf.notary.timestampSignature';
const BYTES = z.instanceof(Uint8Array);
const MAP = z.map(z.union([z.string(), z.number()]), z.unknown());
const SIGN1 = z
  .instanceof(Sign1)
  .transform(({ parts }) => ({ parts: z.tuple([BYTES, MAP, BYTES, BYTES]).parse(parts) }));
const PROTECTED = z.object({
  alg: z.number(),
  contentType: z.unknown(),
  critical: z.array(z.union([z.string(), z.number()])).min(1),
});
const UNPROTECTED = z.object({ x5chain: z.tuple([BYTES]).rest(BYTES), timestamp: BYTES.optional() });

function time(value: unknown): Date | null {
  return value instanceof EpochTime && typeof value.seconds === 'number'
    ? new Date(value.seconds * 1000)
    : null;
}

function readCbor(bytes: Uint8Array): unknown {
  return decode(bytes, {
    strict: true,
    allowIndefinite: false,
    allowUndefined: false,
    useMaps: true,
    rejectDuplicateMapKeys: true,
    tags: { 1: (read) => new EpochTime(read()), 18: (read) => new Sign1(read()) },
  });
}
