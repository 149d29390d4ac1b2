/** Something that is a secret by its form alone. */
export interface SecretKind {
  readonly id: string;
  /** With its article: `a GitHub token`. */
  readonly name: string;
}

interface SecretPattern extends SecretKind {
  readonly pattern: RegExp;
}

/** Forms that nothing else has: what the issuers document as prefix, alphabet and length. */
const PATTERNS: readonly SecretPattern[] = [
  { id: 'private-key', name: 'a private key', pattern: /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/gu },
  { id: 'aws-access-key', name: 'an AWS access key', pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/gu },
  {
    id: 'github-token',
    name: 'a GitHub token',
    pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60})/gu,
  },
  {
    id: 'gitlab-token',
    name: 'a GitLab token',
    pattern: /\bgl(?:pat|dt|rt|cbt|ptt|ft|agent|oas|soat|imt)-[A-Za-z0-9_-]{20}/gu,
  },
  {
    id: 'slack-token',
    name: 'a Slack token',
    pattern: /\b(?:xox[abeprs]-[A-Za-z0-9-]{10}|xapp-\d-[A-Z0-9]{8})/gu,
  },
  {
    id: 'slack-webhook',
    name: 'a Slack webhook',
    pattern: /\bhooks\.slack\.com\/services\/T[A-Z0-9]{6,12}\/B[A-Z0-9]{6,12}\/[A-Za-z0-9]{16}/gu,
  },
  { id: 'npm-token', name: 'an npm token', pattern: /\bnpm_[A-Za-z0-9]{36}\b/gu },
  { id: 'pypi-token', name: 'a PyPI token', pattern: /\bpypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{40}/gu },
  { id: 'docker-token', name: 'a Docker Hub token', pattern: /\bdckr_pat_[A-Za-z0-9_-]{20}/gu },
  { id: 'stripe-key', name: 'a Stripe live key', pattern: /\b[rs]k_live_[A-Za-z0-9]{16}/gu },
];

const JSON_WEB_TOKEN: SecretKind = { id: 'jwt', name: 'a JSON Web Token' };
const URL_PASSWORD: SecretKind = { id: 'url-password', name: 'a URL with a password' };

/** How issuers write keys in their manuals. */
const SPECIMEN = /EXAMPLE|X{8}|x{8}|0{12}/u;
/** A token is cut out first, so that this is tried once for each: searching for it would not be linear. */
const NOT_IN_TOKEN = /[^A-Za-z0-9_.-]+/u;
const JWT = /^eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}$/u;
const AUTHORITY_END = /[/?#\s"'\\]/u;
const PLACEHOLDER =
  /^(?:\$[A-Za-z_]\w*|\$\{.*\}|\$\(.*\)|<.*>|\{\{.*\}\}|%[^%]*%|\[.*\]|change[-_ ]?(?:me|it|this).*|(?:your|insert|enter|replace)[-_ ].*|example|placeholder|dummy|todo|tbd|redacted|none|null|nil|undefined|unset|true|false|yes|no|on|off|enabled|disabled|required|optional|[01]|[*xX.?#_-]+)$/isu;

/** The kind of secret that a text holds, or null. Linear in the text. */
export function secretIn(text: string): SecretKind | null {
  for (const { id, name, pattern } of PATTERNS) {
    for (const [found] of text.matchAll(pattern)) {
      if (!SPECIMEN.test(found)) return { id, name };
    }
  }
  if (text.split(NOT_IN_TOKEN).some((token) => JWT.test(token))) return JSON_WEB_TOKEN;
  return hasUrlPassword(text) ? URL_PASSWORD : null;
}

/** True for what stands for a value without being one: a variable, a switch, an empty or example value. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  return text === '' || PLACEHOLDER.test(text);
}

/** `scheme://user:password@host` with a literal password. Source: RFC 3986, section 3.2.1. */
function hasUrlPassword(text: string): boolean {
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    const authority = text.slice(at + 3).split(AUTHORITY_END, 1)[0] ?? '';
    const host = authority.lastIndexOf('@');
    const colon = authority.indexOf(':');
    if (host < 0 || colon < 0 || colon > host) continue;
    if (!isPlaceholder(authority.slice(colon + 1, host))) return true;
  }
  return false;
}
