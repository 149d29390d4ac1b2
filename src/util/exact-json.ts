/**
 * `JSON.parse`, but for what it reads wrong: V8 13 (Node 24) takes a key that is written with an escape for another
 * key, whose characters are the raw text, when it has met that one at the same place of another object. Then
 * `"Us\u0065r"` is not `User` here, and is for everyone else. Throws as `JSON.parse`, and for such a key.
 */
export function parseExactJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  const { twice, isEscaped } = text.includes('\\') ? keysIn(text) : NOTHING_TO_SEE;
  // Of a key that is there twice one value is gone, and what the other ones were read as cannot be compared.
  const wrong = isEscaped ? (twice ?? misreadKey(text, value)) : null;
  if (wrong !== null) throw new SyntaxError(`the key "${wrong}" cannot be read`);
  return value;
}

const NOTHING_TO_SEE: KeysSeen = { twice: null, isEscaped: false };

export interface KeysSeen {
  /** The first key that stands in an object twice. */
  readonly twice: string | null;
  /** Whether a key has an escape. */
  readonly isEscaped: boolean;
}

/** `text` must be valid JSON. */
export function keysIn(text: string): KeysSeen {
  const open: (Set<string> | null)[] = [];
  let twice: string | null = null;
  let isEscaped = false;
  for (const { kind, key, raw } of tokens(text)) {
    const keys = open.at(-1);
    if (kind === 'object') open.push(new Set());
    else if (kind === 'list') open.push(null);
    else if (kind === 'end') open.pop();
    else if (kind === 'key' && keys) {
      if (keys.has(key)) twice ??= key;
      keys.add(key);
      isEscaped ||= raw.includes('\\');
    }
  }
  return { twice, isEscaped };
}

/** The first key of `text` that `value`, which was read from it, does not have; no key may be there twice. */
export function misreadKey(text: string, value: unknown): string | null {
  const open: { readonly value: unknown; at: string | number }[] = [];
  for (const { kind, key } of tokens(text)) {
    const last = open.at(-1);
    if (kind === 'object' || kind === 'list') {
      open.push({ value: last === undefined ? value : Reflect.get(Object(last.value), last.at), at: 0 });
    } else if (kind === 'end') open.pop();
    else if (last !== undefined && kind === 'key') {
      if (!Object.hasOwn(Object(last.value), key)) return key;
      last.at = key;
    } else if (last !== undefined && typeof last.at === 'number') last.at += 1;
  }
  return null;
}

interface Token {
  /** `comma`: between two members. */
  readonly kind: 'object' | 'list' | 'end' | 'comma' | 'key';
  readonly key: string;
  /** The key as it is written. */
  readonly raw: string;
}

const KINDS: ReadonlyMap<string | undefined, Token> = new Map(
  (
    [
      ['{', 'object'],
      ['[', 'list'],
      ['}', 'end'],
      [']', 'end'],
      [',', 'comma'],
    ] as const
  ).map(([char, kind]) => [char, { kind, key: '', raw: '' }]),
);
const COLON = /[ \t\r\n]*:/uy;

function* tokens(text: string): Generator<Token, void, undefined> {
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    const simple = KINDS.get(char);
    if (simple !== undefined) yield simple;
    if (char !== '"') continue;
    const end = stringEnd(text, at);
    COLON.lastIndex = end;
    const raw = text.slice(at, end);
    // By itself a text is read right.
    if (COLON.test(text)) yield { kind: 'key', key: JSON.parse(raw) as string, raw };
    at = end - 1;
  }
}

/** The place after the closing quote of the string that opens at `start`. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (char === '"') return at + 1;
  }
  return text.length;
}
