import { describe, expect, it } from 'vitest';
import type { CertificateClaims } from '../../../../../src/checks/signatures/sigstore/identity/claims.ts';
import { matchIdentity } from '../../../../../src/checks/signatures/sigstore/identity/match.ts';
import type { GithubClaims, KeylessIdentity, TextRule } from '../../../../../src/model/trust.ts';
import { aWorkflow } from '../../../../support/certificate-claims.ts';
import { GITHUB_ISSUER, WORKFLOW } from '../../../../support/github-attest.ts';

const SUBJECT = `https://github.com/${WORKFLOW}@refs/heads/main`;

describe('an identity is that of the signer:', () => {
  it.each<[string, Partial<KeylessIdentity>, Partial<CertificateClaims>]>([
    ['issuer and subject', { subject: exact(SUBJECT) }, {}],
    [
      'a pattern that fits the whole subject',
      { subject: pattern('https://github\\.com/acme/.+@refs/heads/.+') },
      {},
    ],
    ['a pattern for the issuer', { issuer: pattern('https://token\\..+'), subject: exact(SUBJECT) }, {}],
    ['a repository', { github: github({ repository: 'acme/app' }) }, {}],
    [
      'a workflow in it',
      { github: github({ repository: 'acme/app', workflow: '.github/workflows/release.yml' }) },
      {},
    ],
    ['a workflow of anywhere', { github: github({ workflow: WORKFLOW }) }, {}],
    [
      'a shared workflow, run for a repository',
      { github: github({ repository: 'acme/app', workflow: 'acme/shared/.github/workflows/w.yml' }) },
      { subject: 'https://github.com/acme/shared/.github/workflows/w.yml@refs/tags/v1' },
    ],
    ['a ref', { github: github({ repository: 'acme/app', ref: pattern('refs/heads/(?:main|next)') }) }, {}],
    ['an environment', { github: github({ repository: 'acme/app', environment: 'production' }) }, {}],
    ['a runner', { github: github({ repository: 'acme/app', runner: 'github-hosted' }) }, {}],
    [
      'a subject and a repository',
      { subject: exact(SUBJECT), github: github({ repository: 'acme/app' }) },
      {},
    ],
    [
      'a repository of a GitHub of its own',
      { issuer: exact('https://token.actions.octo.ghe.com'), github: github({ repository: 'acme/app' }) },
      { issuer: 'https://token.actions.octo.ghe.com', sourceRepository: 'https://octo.ghe.com/acme/app' },
    ],
  ])('%s', (_, wanted, stated) => {
    expect(matchIdentity(aWorkflow(stated), [identity(wanted)])).toBeNull();
  });

  it('one of several', () => {
    const other = identity({ subject: exact('https://other.example') });
    expect(matchIdentity(aWorkflow(), [other, identity({ subject: exact(SUBJECT) }), other])).toBeNull();
  });
});

describe('an identity is not that of the signer:', () => {
  it.each<[string, Partial<KeylessIdentity>, Partial<CertificateClaims>, string]>([
    [
      'another issuer',
      { subject: exact(SUBJECT) },
      { issuer: 'https://accounts.example' },
      'ISSUER_UNTRUSTED',
    ],
    ['no issuer', { issuer: pattern('.*'), subject: exact(SUBJECT) }, { issuer: null }, 'ISSUER_UNTRUSTED'],
    [
      'an issuer that contains the trusted one',
      { subject: exact(SUBJECT) },
      { issuer: `${GITHUB_ISSUER}.evil.example` },
      'ISSUER_UNTRUSTED',
    ],
    [
      'a subject that contains the trusted one',
      { subject: exact(SUBJECT) },
      { subject: `${SUBJECT}-evil` },
      'SUBJECT_UNTRUSTED',
    ],
    [
      'a subject that begins in another way',
      { subject: exact(SUBJECT) },
      { subject: `x${SUBJECT}` },
      'SUBJECT_UNTRUSTED',
    ],
    [
      'a pattern that fits a part',
      { subject: pattern('https://github\\.com/acme/app') },
      {},
      'SUBJECT_UNTRUSTED',
    ],
    [
      'one side of a choice that fits a part',
      { subject: pattern('x|https://github') },
      {},
      'SUBJECT_UNTRUSTED',
    ],
    [
      'a subject in other letters',
      { subject: exact(SUBJECT) },
      { subject: SUBJECT.toUpperCase() },
      'SUBJECT_UNTRUSTED',
    ],
    ['a subject over two lines', { subject: pattern('.*') }, { subject: 'a\nb' }, 'SUBJECT_UNTRUSTED'],
    [
      'a subject of any length',
      { subject: pattern('a*') },
      { subject: 'a'.repeat(5000) },
      'SUBJECT_UNTRUSTED',
    ],
    ['nothing to hold it against', {}, {}, 'SUBJECT_UNTRUSTED'],
    [
      'a branch of any repository',
      { github: github({ ref: exact('refs/heads/main') }) },
      {},
      'SUBJECT_UNTRUSTED',
    ],
    [
      'a path in any repository',
      { github: github({ workflow: '.github/workflows/release.yml' }) },
      {},
      'SUBJECT_UNTRUSTED',
    ],
    [
      'a path in no repository, beside a subject',
      { subject: exact(SUBJECT), github: github({ workflow: '.github/workflows/release.yml' }) },
      {},
      'WORKFLOW_UNTRUSTED',
    ],
    [
      'a repository, of what is not GitHub',
      { issuer: exact('https://gitlab.com'), github: github({ repository: 'acme/app' }) },
      { issuer: 'https://gitlab.com' },
      'NOT_GITHUB',
    ],
    ['another repository', { github: github({ repository: 'acme/ap' }) }, {}, 'REPOSITORY_UNTRUSTED'],
    [
      'a repository that is not stated',
      { github: github({ repository: 'acme/app' }) },
      { sourceRepository: null },
      'REPOSITORY_UNTRUSTED',
    ],
    [
      'a repository of another GitHub',
      { github: github({ repository: 'acme/app' }) },
      { sourceRepository: 'https://octo.ghe.com/acme/app' },
      'REPOSITORY_UNTRUSTED',
    ],
    [
      'another workflow',
      { github: github({ repository: 'acme/app', workflow: '.github/workflows/ci.yml' }) },
      {},
      'WORKFLOW_UNTRUSTED',
    ],
    [
      'a workflow, for a person',
      { github: github({ workflow: WORKFLOW }) },
      { subject: 'a@example.com' },
      'WORKFLOW_UNTRUSTED',
    ],
    [
      'the workflow of another repository',
      { github: github({ repository: 'acme/app', workflow: '.github/workflows/release.yml' }) },
      { subject: SUBJECT.replace('acme/app', 'evil/app') },
      'WORKFLOW_UNTRUSTED',
    ],
    [
      'another ref',
      { github: github({ repository: 'acme/app', ref: exact('refs/heads/mai') }) },
      {},
      'REF_UNTRUSTED',
    ],
    [
      'a ref that is not stated',
      { github: github({ repository: 'acme/app', ref: pattern('.*') }) },
      { sourceRef: null },
      'REF_UNTRUSTED',
    ],
    [
      'another environment',
      { github: github({ repository: 'acme/app', environment: 'prod' }) },
      {},
      'ENVIRONMENT_UNTRUSTED',
    ],
    [
      'no environment',
      { github: github({ repository: 'acme/app', environment: 'production' }) },
      { environment: null },
      'ENVIRONMENT_UNTRUSTED',
    ],
    [
      'another runner',
      { github: github({ repository: 'acme/app', runner: 'self-hosted' }) },
      {},
      'RUNNER_UNTRUSTED',
    ],
  ])('%s', (_, wanted, stated, code) => {
    expect(matchIdentity(aWorkflow(stated), [identity(wanted)])?.code).toBe(`IDENTITY_${code}`);
  });

  it('there is none', () => {
    expect(matchIdentity(aWorkflow(), [])?.code).toBe('IDENTITY_ISSUER_UNTRUSTED');
  });

  it('of several, what the closest lacks is told', () => {
    const far = identity({ issuer: exact('https://other.example'), subject: exact(SUBJECT) });
    const near = identity({ subject: exact(`${SUBJECT}x`) });
    for (const identities of [
      [far, near],
      [near, far],
    ]) {
      const refusal = matchIdentity(aWorkflow(), identities);
      expect(refusal?.code).toBe('IDENTITY_SUBJECT_UNTRUSTED');
      expect(refusal?.message).toBe(`The subject is "${SUBJECT}", and "${SUBJECT}x" is trusted.`);
    }
  });
});

function identity(change: Partial<KeylessIdentity>): KeylessIdentity {
  return { issuer: exact(GITHUB_ISSUER), subject: null, github: null, ...change };
}

function github(change: Partial<GithubClaims>): GithubClaims {
  return { repository: null, workflow: null, ref: null, environment: null, runner: null, ...change };
}

function exact(text: string): TextRule {
  return { kind: 'exact', text };
}

function pattern(source: string): TextRule {
  return { kind: 'pattern', source };
}
