/** One way in that a server offers with 401. Names of parameters are lower case. */
export interface Challenge {
  /** Lower case: `bearer`, `basic`. */
  readonly scheme: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * Reads `WWW-Authenticate`, several challenges in one header included. What does not fit the grammar ends the
 * reading: what was read before it stands. Source: RFC 9110, 11.6.1 (formerly RFC 7235, 4.1).
 */
export function parseChallenges(header: string): readonly Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  let at = 0;
  while (at < header.length) {
    at = skip(header, at, SEPARATORS);
    const name = tokenAt(header, at);
    if (name === '') break;
    const afterName = skip(header, at + name.length, BLANKS);
    const current = challenges.at(-1);
    if (current === undefined || header[afterName] !== '=') {
      challenges.push({ scheme: name.toLowerCase(), parameters: new Map() });
      at = afterName;
      continue;
    }
    const value = valueAt(header, skip(header, afterName + 1, BLANKS));
    if (value === null) break;
    // Twice the same parameter is against the grammar; the first one stands.
    const key = name.toLowerCase();
    if (!current.parameters.has(key)) current.parameters.set(key, value.text);
    at = value.end;
  }
  return challenges;
}

const BLANKS = ' \t';
const SEPARATORS = ' \t,';
const TOKEN_CHARACTER = /[!#$%&'*+.^_`|~0-9A-Za-z-]/u;

function skip(text: string, from: number, characters: string): number {
  let at = from;
  while (at < text.length && characters.includes(text.charAt(at))) at++;
  return at;
}

function tokenAt(text: string, from: number): string {
  let at = from;
  while (at < text.length && TOKEN_CHARACTER.test(text.charAt(at))) at++;
  return text.slice(from, at);
}

function valueAt(text: string, from: number): { text: string; end: number } | null {
  if (text[from] !== '"') {
    const token = tokenAt(text, from);
    return token === '' ? null : { text: token, end: from + token.length };
  }
  let value = '';
  for (let at = from + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') return { text: value, end: at + 1 };
    if (character === '\\') at++;
    value += text.charAt(at);
  }
  return null;
}
