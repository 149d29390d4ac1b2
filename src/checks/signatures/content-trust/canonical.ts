import { LIMITS } from '../../../util/limits.ts';
import { refuse } from './codes.ts';

/**
 * The bytes that are signed: keys sorted by their UTF-8 bytes, nothing between, whole numbers only, and only `"` and
 * `\` escaped. Refuses with CONTENT_TRUST_METADATA_INVALID what has no such form.
 * Source: github.com/docker/go, "canonical/json".
 */
export function canonicalJson(value: unknown): Buffer {
  return Buffer.from(write(value, 0), 'utf8');
}

const TO_ESCAPE = /["\\]/gu;

function write(value: unknown, depth: number): string {
  if (depth > LIMITS.contentTrustJsonDepth.value) throw invalid('it is nested too deeply');
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return integer(value);
  if (Array.isArray(value)) return `[${value.map((one) => write(one, depth + 1)).join(',')}]`;
  const members = Object.entries(value as Record<string, unknown>).map(
    ([key, member]) => [Buffer.from(key, 'utf8'), `${text(key)}:${write(member, depth + 1)}`] as const,
  );
  members.sort(([one], [other]) => Buffer.compare(one, other));
  return `{${members.map(([, member]) => member).join(',')}}`;
}

function integer(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  throw invalid('it holds a number that is not whole, or too large');
}

function text(value: string): string {
  // Half a character has no UTF-8: two different texts would have the same bytes.
  if (!value.isWellFormed()) throw invalid('it holds half a character');
  return `"${value.replace(TO_ESCAPE, '\\$&')}"`;
}

function invalid(reason: string): Error {
  return refuse('CONTENT_TRUST_METADATA_INVALID', `the metadata has no canonical form: ${reason}`);
}
