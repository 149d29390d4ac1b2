import type { SecretKind } from './secret-patterns.ts';
import { SECRET_PATTERNS } from './secret-patterns.ts';

/** A secret and where it stands: the offsets of its start and end in the text. */
export interface SecretFound {
  readonly kind: SecretKind;
  readonly start: number;
  readonly end: number;
}

const JSON_WEB_TOKEN: SecretKind = { id: 'jwt', name: 'a JSON Web Token' };
const URL_PASSWORD: SecretKind = { id: 'url-password', name: 'a URL with a password' };

/** How issuers write keys in their manuals. The last is the start of the token on jwt.io. */
const SPECIMEN = /EXAMPLE|example|X{8}|x{8}|0{12}|\.eyJzdWIiOiIxMjM0NTY3ODkwI/u;
/** Tokens are cut out first, so that this is tried once for each: searching for it would not be linear. */
const TOKEN = /[A-Za-z0-9_.-]+/gu;
const JWT = /^eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}$/u;
const AUTHORITY = /[^/?#\s"'\\]*/uy;
const PLACEHOLDER =
  /^(?:\$[A-Za-z_]\w*|\$\{.*\}|\$\(.*\)|<.*>|\{\{.*\}\}|%[^%]*%|\[.*\]|change[-_ ]?(?:me|it|this).*|(?:your|insert|enter|replace)[-_ ].*|example|placeholder|dummy|todo|tbd|redacted|none|null|nil|undefined|unset|true|false|yes|no|on|off|enabled|disabled|required|optional|[01]|[*xX.?#_-]+)$/isu;
/** What manuals, and tokens that stand in the user's place, have for a password. */
const URL_WORD = /^(?:password|passwd|pass|pwd|pw|secret|token|x-oauth-basic|x-access-token|oauth2?)$/iu;
const VARIABLE = /\$[A-Za-z_{(]/u;
/** Source: RFC 2606, section 3, and RFC 6761. */
const EXAMPLE_HOST = /(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid)(?::\d+)?$/iu;

/** Every secret that a text holds, by its form, in order. Linear in the text. */
export function secretsIn(text: string): SecretFound[] {
  const found: SecretFound[] = [];
  for (const { id, name, pattern } of SECRET_PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const secret = match[1] ?? match[0];
      if (SPECIMEN.test(secret)) continue;
      const end = match.index + match[0].length;
      found.push({ kind: { id, name }, start: end - secret.length, end });
    }
  }
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (!JWT.test(token) || SPECIMEN.test(token)) continue;
    found.push({ kind: JSON_WEB_TOKEN, start: index, end: index + token.length });
  }
  return [...found, ...urlPasswords(text)].toSorted((a, b) => a.start - b.start);
}

/** The kind of secret that a text holds, or null. Linear in the text. */
export function secretIn(text: string): SecretKind | null {
  return secretsIn(text)[0]?.kind ?? null;
}

/** True for what stands for a value without being one: a variable, a switch, an empty or example value. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  return text === '' || PLACEHOLDER.test(text);
}

/** `scheme://user:password@host` with a literal password. Source: RFC 3986, section 3.2.1. */
function urlPasswords(text: string): SecretFound[] {
  const found: SecretFound[] = [];
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    AUTHORITY.lastIndex = at + 3;
    const authority = AUTHORITY.exec(text)?.[0] ?? '';
    const host = authority.lastIndexOf('@');
    const colon = authority.indexOf(':');
    if (host < 0 || colon < 0 || colon > host) continue;
    const password = authority.slice(colon + 1, host);
    if (isPlaceholder(password) || URL_WORD.test(password) || VARIABLE.test(password)) continue;
    if (EXAMPLE_HOST.test(authority.slice(host + 1))) continue;
    found.push({ kind: URL_PASSWORD, start: at + 3 + colon + 1, end: at + 3 + host });
  }
  return found;
}
