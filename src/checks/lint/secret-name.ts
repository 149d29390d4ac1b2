/** Names that say secret. Source: the names of BuildKit's build check SecretsUsedInArgOrEnv. */
const SECRET = /(?:_|^)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/iu;
const NOT_SECRET = /(?:_|^)(?:public|file|version)(?:_|$)/iu;
/** Keys that downloads are checked with are named by their fingerprints. */
const PUBLIC_KEY = /(?:_|^)(?:gpg|pgp)_?keys?(?:_|$)/iu;
/** Values that switch something, point somewhere or stand in for a secret. */
const NO_SECRET_VALUE =
  /^(?:true|false|yes|no|on|off|none|null|nil|disabled|enabled|\d{1,2}|\.{0,2}\/.*|~\/.*|[\w./-]+\.(?:key|pem|crt|json|txt)|(.)\1*)$/iu;
/** `…_KEY=ProcessId`: these two words have other meanings, and a plain word is no key. */
const OTHER_MEANING = /(?:_|^)(?:key|auth)(?:_|$)/iu;
const PLAIN_WORD = /^[a-z]{1,15}$/iu;

/**
 * `none`: not named like a secret, or empty. `named`: named like one, with no value or one that is no secret.
 * `literal`: named like one, and the value stands in the file. `value` is null when there is none.
 */
export function secretLikeness(name: string, value: string | null): 'none' | 'named' | 'literal' {
  if (!SECRET.test(name) || NOT_SECRET.test(name) || PUBLIC_KEY.test(name) || value === '') return 'none';
  if (value === null || NO_SECRET_VALUE.test(value)) return 'named';
  return OTHER_MEANING.test(name) && PLAIN_WORD.test(value) ? 'named' : 'literal';
}
