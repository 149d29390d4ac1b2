import { describe, expect, it } from 'vitest';
import { RefusedError } from '../../../../src/checks/signatures/code.ts';
import { checkSigner } from '../../../../src/checks/signatures/github/signer.ts';
import type { CertificateClaims } from '../../../../src/checks/signatures/sigstore/identity/claims.ts';
import type { GithubAttestationAuthority } from '../../../../src/model/trust.ts';
import { aWorkflow } from '../../../support/certificate-claims.ts';
import { caught } from '../../../support/caught.ts';
import { PROVENANCE } from '../../../support/github-attest.ts';
import { githubAuthority } from '../../../support/github-authority.ts';

const GITHUB = 'https://github.com';
const STATEMENT = { predicateType: PROVENANCE, predicate: {} };
const TENANT = {
  issuer: 'https://token.actions.octo.ghe.com',
  subject: 'https://octo.ghe.com/acme/app/.github/workflows/release.yml@refs/heads/main',
  sourceRepository: 'https://octo.ghe.com/acme/app',
};

describe('a signer is trusted', () => {
  it.each<[string, Partial<GithubAttestationAuthority>, Partial<CertificateClaims>, string]>([
    ['for the repository whose attestations are asked for', {}, {}, GITHUB],
    [
      'for another one that is named',
      { sourceRepository: 'acme/lib' },
      { sourceRepository: `${GITHUB}/acme/lib` },
      GITHUB,
    ],
    [
      'for any repository of an owner',
      { repository: 'acme' },
      { sourceRepository: `${GITHUB}/acme/lib` },
      GITHUB,
    ],
    ['when the certificate does not repeat who signs', {}, { buildSigner: null }, GITHUB],
    ['on the GitHub of a company', {}, TENANT, 'https://octo.ghe.com'],
  ])('%s', (_, change, claims, server) => {
    expect(() => check(change, claims, { server })).not.toThrow();
  });
});

describe('a signer is not trusted', () => {
  it.each<[string, Partial<GithubAttestationAuthority>, Partial<CertificateClaims>, string]>([
    [
      'for a repository of another owner',
      { repository: 'acme' },
      { sourceRepository: `${GITHUB}/acme2/lib` },
      'GITHUB_SOURCE_UNTRUSTED',
    ],
    [
      'for an owner, where no source is stated',
      { repository: 'acme' },
      { sourceRepository: null },
      'GITHUB_SOURCE_UNTRUSTED',
    ],
    [
      'for the owner alone',
      { repository: 'acme' },
      { sourceRepository: `${GITHUB}/acme` },
      'GITHUB_SOURCE_UNTRUSTED',
    ],
    ['on the GitHub of a company, where the public one is asked', {}, TENANT, 'GITHUB_NOT_A_WORKFLOW'],
  ])('%s', async (_, change, claims, code) => {
    expect(await codeOf(() => check(change, claims, {}))).toBe(code);
  });

  it('without a statement', async () => {
    expect(await codeOf(() => check({}, {}, { statement: null }))).toBe('GITHUB_PREDICATE_OTHER');
  });
});

function check(
  change: Partial<GithubAttestationAuthority>,
  claims: Partial<CertificateClaims>,
  stated: Partial<Parameters<typeof checkSigner>[2]>,
): void {
  checkSigner(githubAuthority('', change), aWorkflow(claims), {
    statement: STATEMENT,
    server: GITHUB,
    ...stated,
  });
}

async function codeOf(work: () => void): Promise<unknown> {
  const error = await caught(work);
  return error instanceof RefusedError ? error.refusal.code : error;
}
