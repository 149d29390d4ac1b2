import { z } from 'zod';
import { parseStrictJson } from '../../../../util/strict-json.ts';
import { readAttributes } from './attributes.ts';
import type { Envelope } from './envelope.ts';

/**
 * Takes a JWS in flattened JSON form apart. Throws for another form.
 * Source: RFC 7515, section 7.2.2; Notary Project, "JWS signature envelope".
 */
export function readJws(bytes: Buffer): Envelope {
  const jws = JWS.parse(readJson(bytes));
  const { alg, cty, crit, ...rest } = PROTECTED.parse(readJson(base64url(jws.protected)));
  const others = new Map(Object.entries(rest));
  const { x5c, [TIMESTAMP]: timestamp } = jws.header;
  const [leaf, ...issuers] = x5c;
  return {
    says: (algorithm) => algorithm.jws === alg,
    signed: Buffer.from(`${jws.protected}.${jws.payload}`, 'latin1'),
    signature: base64url(jws.signature),
    payload: base64url(jws.payload),
    attributes: readAttributes({ contentType: cty, critical: crit, others, time }),
    chain: [base64(leaf), ...issuers.map(base64)],
    timestamp: timestamp === undefined ? null : base64(timestamp),
  };
}

const TIMESTAMP = 'io.cncf.notary.timestampSignature';
const BASE64URL = z.string().regex(/^[\w-]+$/u);
const BASE64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/u);
const JWS = z.strictObject({
  payload: BASE64URL,
  protected: BASE64URL,
  signature: BASE64URL,
  // What is not signed and not used says nothing.
  header: z.object({
    x5c: z.tuple([BASE64]).rest(BASE64),
    [TIMESTAMP]: BASE64.optional(),
  }),
});
const PROTECTED = z.looseObject({ alg: z.string(), cty: z.unknown(), crit: z.array(z.string()).min(1) });
/** Source: RFC 3339, section 5.6. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/u;

function time(value: unknown): Date | null {
  return typeof value === 'string' && TIME.test(value) ? new Date(value) : null;
}

function readJson(bytes: Buffer): unknown {
  const json = parseStrictJson(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  if (!json.ok) throw new Error(json.why);
  return json.value;
}

/** Only the one text that its bytes are written as. Source: RFC 7515, section 2. */
function base64url(text: string): Buffer {
  return exact(text, 'base64url');
}

function base64(text: string): Buffer {
  return exact(text, 'base64');
}

function exact(text: string, encoding: 'base64' | 'base64url'): Buffer {
  const bytes = Buffer.from(text, encoding);
  if (bytes.toString(encoding) !== text) throw new Error(`it is not ${encoding}`);
  return bytes;
}
