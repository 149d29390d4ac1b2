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
const PATH = /^(?:\.{0,2}\/|~\/|file:|[A-Za-z]:\\)[^\s]*$/u;

/** True when the name of a variable says that it holds a secret and the value is one literally. */
export function isNamedSecret(name: string, value: string): boolean {
  if (!SECRET.test(name) || NOT_SECRET.test(name) || ABOUT.test(name)) return false;
  if (KEY_FINGERPRINTS.test(name) && HEX.test(value)) return false;
  return !isPlaceholder(value) && !PATH.test(value);
}
