import { keysIn, misreadKey } from './exact-json.ts';

/**
 * JSON in which no object has a key twice. Readers differ in which of two they take, and Go merges two objects:
 * what runs would not be what we judged. Returns the value, or why it is not such a text.
 */
export function parseStrictJson(
  text: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, why: 'it is not JSON' };
  }
  const { twice, isEscaped } = keysIn(text);
  if (twice !== null) return { ok: false, why: `the key "${twice}" is there twice` };
  const wrong = isEscaped ? misreadKey(text, value) : null;
  return wrong === null ? { ok: true, value } : { ok: false, why: `the key "${wrong}" cannot be read` };
}
