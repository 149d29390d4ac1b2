import { isPlaceholder } from './secret-values.ts';

/** Names that say secret. Source: BuildKit's build check SecretsUsedInArgOrEnv. */
const SECRET = /(?:_|^)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/iu;
const NOT_SECRET = /(?:_|^)(?:public|file|version)(?:_|$)/iu;
/** The last word says that the value is about a secret and is none: `TOKEN_TTL`, `AUTH_URL`. */
const ABOUT =
  /_(?:algorithm|alg|audience|bits|dir|enabled|expir(?:es|y|ation)|format|header|host|hosts|id|ids|issuer|length|len|max|min|method|methods|mode|name|names|path|port|prefix|provider|realm|scope|scopes|server|size|timeout|ttl|type|types|uri|url|user|username)$/iu;
/** Keys that a build checks downloads with are named by their fingerprints. */
const KEY_FINGERPRINTS = /(?:_|^)(?:gpg|pgp)_?keys?(?:_|$)/iu;
const HEX = /^[0-9A-Fa-f\s]+$/u;
/** Paths, small numbers, and one character again and again. */
const NO_SECRET =
  /^(?:\d{1,2}|(?:\.{0,2}|~)\/\S*|file:\S*|[A-Za-z]:\\\S*|[\w./-]+\.(?:key|pem|crt|json|txt)|(.)\1*)$/iu;
/** `…_KEY=ProcessId`: these two words have other meanings, and a plain word is no key. */
const CLEAR_NAME = /(?:_|^)(?:apikey|credentials?|password|pword|passwd|secret|token)(?:_|$)/iu;
const PLAIN_WORD = /^[a-z]{1,15}$/iu;

/**
 * `none`: not named like a secret, or empty. `named`: named like one, with no value or one that is no secret.
 * `literal`: named like one, and the value stands there. `value` is null when there is none, or it is not known.
 */
export function secretLikeness(name: string, value: string | null): 'none' | 'named' | 'literal' {
  if (!SECRET.test(name) || NOT_SECRET.test(name) || value === '') return 'none';
  if (KEY_FINGERPRINTS.test(name) && (value === null || HEX.test(value))) return 'none';
  if (value === null || ABOUT.test(name) || isPlaceholder(value) || NO_SECRET.test(value)) return 'named';
  return CLEAR_NAME.test(name) || !PLAIN_WORD.test(value) ? 'literal' : 'named';
}

/** True when the name of a variable says that it holds a secret and the value is one literally. */
export function isNamedSecret(name: string, value: string): boolean {
  return secretLikeness(name, value) === 'literal';
}
