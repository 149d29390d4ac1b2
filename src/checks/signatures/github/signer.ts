import type { GithubAttestationAuthority, TextRule } from '../../../model/trust.ts';
import type { Statement } from '../judged.ts';
import type { CertificateClaims } from '../sigstore/identity/claims.ts';
import { githubServer, workflowSigner } from '../sigstore/identity/github-server.ts';
import { showRule, showText, textFits } from '../sigstore/identity/text-rule.ts';
import { refused } from './codes.ts';
import type { GITHUB_CODES } from './codes.ts';

/**
 * Holds who signed, and what was stated, against an authority. Trust comes from the workflow that signed alone: who
 * may write attestations to a repository can store anything there. `server` is the web address of GitHub, see
 * `githubOfApi`. Throws a refusal, and `InputError` TRUST_PATTERN.
 */
export function checkSigner(
  authority: GithubAttestationAuthority,
  claims: CertificateClaims,
  { statement, server }: { readonly statement: Statement | null; readonly server: string },
): void {
  const signer = workflowSigner(claims);
  if (githubServer(claims.issuer) !== server || signer === null) {
    const message = `${showText(claims.subject)} signed, vouched for by ${showText(claims.issuer)}.`;
    throw refused('GITHUB_NOT_A_WORKFLOW', message);
  }
  if (claims.buildSigner !== null && claims.buildSigner !== claims.subject) {
    const message = `The certificate is of ${showText(claims.subject)} and also of ${showText(claims.buildSigner)}.`;
    throw refused('GITHUB_SIGNER_CONFUSED', message);
  }
  const { signerWorkflow, signerRef, sourceRef, runner, predicateType } = authority;
  need(exact(`${server}/${signerWorkflow}`), {
    code: 'GITHUB_WORKFLOW_UNTRUSTED',
    what: 'workflow that signed',
    stated: signer.workflow,
  });
  need(signerRef, { code: 'GITHUB_SIGNER_REF_UNTRUSTED', what: 'ref of that workflow', stated: signer.ref });
  checkSource(authority, server, claims.sourceRepository);
  need(sourceRef, { code: 'GITHUB_SOURCE_REF_UNTRUSTED', what: 'source ref', stated: claims.sourceRef });
  const kind = runner === null ? null : exact(runner);
  need(kind, { code: 'GITHUB_RUNNER_UNTRUSTED', what: 'runner', stated: claims.runner });
  need(exact(predicateType), {
    code: 'GITHUB_PREDICATE_OTHER',
    what: 'predicate type',
    stated: statement?.predicateType ?? null,
  });
}

function checkSource(
  { repository, sourceRepository }: GithubAttestationAuthority,
  server: string,
  stated: string | null,
): void {
  const wanted = sourceRepository ?? repository;
  if (wanted.includes('/')) {
    need(exact(`${server}/${wanted}`), {
      code: 'GITHUB_SOURCE_UNTRUSTED',
      what: 'source repository',
      stated,
    });
  } else if (stated === null || !stated.startsWith(`${server}/${wanted}/`)) {
    const message = `The source repository is ${showText(stated)}, and those of ${showText(wanted)} are trusted.`;
    throw refused('GITHUB_SOURCE_UNTRUSTED', message);
  }
}

interface Claim {
  readonly code: keyof typeof GITHUB_CODES;
  readonly what: string;
  readonly stated: string | null;
}

/** Null: not looked at. */
function need(rule: TextRule | null, { code, what, stated }: Claim): void {
  if (rule === null || textFits(rule, stated)) return;
  throw refused(code, `The ${what} is ${showText(stated)}, and ${showRule(rule)} is trusted.`);
}

function exact(text: string): TextRule {
  return { kind: 'exact', text };
}
