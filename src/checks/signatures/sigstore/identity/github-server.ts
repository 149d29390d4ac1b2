import type { CertificateClaims } from './claims.ts';

const DOT_COM = 'https://token.actions.githubusercontent.com';
const TENANT = /^https:\/\/token\.actions\.([a-z\d][a-z\d-]{0,62})\.ghe\.com$/u;
const TENANT_API = /^https:\/\/api\.([a-z\d][a-z\d-]{0,62})\.ghe\.com\/?$/u;
const SIGNER = /^[^@]+@(?:refs\/\S+|[0-9a-f]{40})$/u;
const ENTERPRISE = /^\/[A-Za-z\d][A-Za-z\d-]{0,99}$/u;

/**
 * The web address of the GitHub that an issuer of tokens speaks for, without a slash at the end; null when it is
 * no GitHub. Source: GitHub, "OpenID Connect reference": an enterprise may have its own issuer, `…/<enterprise>`.
 */
export function githubServer(issuer: string | null): string | null {
  if (issuer === null) return null;
  if (issuer === DOT_COM) return 'https://github.com';
  if (issuer.startsWith(DOT_COM) && ENTERPRISE.test(issuer.slice(DOT_COM.length)))
    return 'https://github.com';
  const tenant = TENANT.exec(issuer);
  return tenant === null ? null : `https://${tenant.slice(1).join('')}.ghe.com`;
}

/** The web address of the GitHub that an API belongs to. */
export function githubOfApi(apiUrl: string): string {
  const tenant = TENANT_API.exec(apiUrl);
  return tenant === null ? 'https://github.com' : `https://${tenant.slice(1).join('')}.ghe.com`;
}

/** The workflow that signed, as the subject of its certificate names it. */
export interface Signer {
  /** `https://github.com/owner/name/.github/workflows/release.yml` */
  readonly workflow: string;
  /** `refs/heads/main`, or a commit. */
  readonly ref: string;
}

/**
 * Null when the subject is no address of a workflow. A file name may hold an `@` as well: then what follows is no
 * ref, and it is not guessed where the name ends.
 */
export function workflowSigner({ subject }: Pick<CertificateClaims, 'subject'>): Signer | null {
  if (!SIGNER.test(subject)) return null;
  const at = subject.indexOf('@');
  return { workflow: subject.slice(0, at), ref: subject.slice(at + 1) };
}
