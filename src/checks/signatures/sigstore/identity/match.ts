import type { Refusal } from '../../../../model/signature.ts';
import type { GithubClaims, KeylessIdentity, TextRule } from '../../../../model/trust.ts';
import { refuser } from '../../code.ts';
import type { CertificateClaims } from './claims.ts';
import { IDENTITY_CODES } from './codes.ts';
import { githubServer, workflowSigner } from './github-server.ts';
import { showRule, showText, textFits } from './text-rule.ts';

/**
 * Holds the claims of a certificate against the identities that are trusted. Null: one of them fits. Otherwise why
 * the one that came closest does not. Throws `InputError` TRUST_PATTERN.
 */
export function matchIdentity(
  claims: CertificateClaims,
  identities: readonly KeylessIdentity[],
): Refusal | null {
  let closest: Refusal | null = refuse('IDENTITY_ISSUER_UNTRUSTED', 'No identity is trusted.');
  let best = -1;
  for (const identity of identities) {
    const { passed, refusal } = judge(claims, identity);
    if (refusal === null) return null;
    if (passed > best) closest = refusal;
    best = Math.max(best, passed);
  }
  return closest;
}

interface Judgement {
  /** How many conditions hold. */
  readonly passed: number;
  readonly refusal: Refusal | null;
}

/** Every condition of an identity, in order; the first that does not hold is the answer. */
function judge(claims: CertificateClaims, identity: KeylessIdentity): Judgement {
  let passed = 0;
  for (const refusal of conditions(claims, identity)) {
    if (refusal !== null) return { passed, refusal };
    passed += 1;
  }
  return { passed, refusal: null };
}

function* conditions(
  claims: CertificateClaims,
  { issuer, subject, github }: KeylessIdentity,
): Iterable<Refusal | null> {
  yield fits(issuer, { code: 'IDENTITY_ISSUER_UNTRUSTED', what: 'issuer', stated: claims.issuer });
  if (subject === null && namesNobody(github)) {
    yield refuse(
      'IDENTITY_SUBJECT_UNTRUSTED',
      'Neither a subject nor a repository is trusted: that would be anyone.',
    );
  }
  if (subject !== null) {
    yield fits(subject, { code: 'IDENTITY_SUBJECT_UNTRUSTED', what: 'subject', stated: claims.subject });
  }
  if (github !== null) yield* githubConditions(claims, github);
}

function* githubConditions(claims: CertificateClaims, github: GithubClaims): Iterable<Refusal | null> {
  const server = githubServer(claims.issuer);
  if (server !== null) yield* workflowConditions(claims, github, server);
  else {
    const message = `The issuer is ${showText(claims.issuer)}, which does not vouch for GitHub workflows.`;
    yield refuse('IDENTITY_NOT_GITHUB', message);
  }
}

function* workflowConditions(
  claims: CertificateClaims,
  github: GithubClaims,
  server: string,
): Iterable<Refusal | null> {
  const { repository, workflow, ref, environment, runner } = github;
  if (repository !== null) {
    const rule = exact(`${server}/${repository}`);
    yield fits(rule, {
      code: 'IDENTITY_REPOSITORY_UNTRUSTED',
      what: 'source repository',
      stated: claims.sourceRepository,
    });
  }
  if (workflow !== null) {
    const stated = workflowSigner(claims)?.workflow ?? null;
    const rule = exact(`${server}/${isPath(workflow) ? `${String(repository)}/` : ''}${workflow}`);
    yield fits(rule, { code: 'IDENTITY_WORKFLOW_UNTRUSTED', what: 'workflow', stated });
  }
  if (ref !== null) {
    yield fits(ref, { code: 'IDENTITY_REF_UNTRUSTED', what: 'source ref', stated: claims.sourceRef });
  }
  if (environment !== null) {
    const stated = claims.environment;
    yield fits(exact(environment), { code: 'IDENTITY_ENVIRONMENT_UNTRUSTED', what: 'environment', stated });
  }
  if (runner !== null) {
    yield fits(exact(runner), { code: 'IDENTITY_RUNNER_UNTRUSTED', what: 'runner', stated: claims.runner });
  }
}

/** What is left then fits workflows of anybody. */
function namesNobody(github: GithubClaims | null): boolean {
  if (github === null) return true;
  const { repository, workflow } = github;
  return repository === null && (workflow === null || isPath(workflow));
}

/** A path is one in the repository that the workflow ran for; else it begins with `owner/name`. */
function isPath(workflow: string): boolean {
  return workflow.startsWith('.github/');
}

type Code = keyof typeof IDENTITY_CODES;

const refused = refuser(IDENTITY_CODES);

function fits(
  rule: TextRule,
  claim: { readonly code: Code; readonly what: string; readonly stated: string | null },
): Refusal | null {
  const { code, what, stated } = claim;
  if (textFits(rule, stated)) return null;
  return refuse(code, `The ${what} is ${showText(stated)}, and ${showRule(rule)} is trusted.`);
}

function refuse(code: Code, message: string): Refusal {
  return refused(code, message).refusal;
}

function exact(text: string): TextRule {
  return { kind: 'exact', text };
}
