import { beforeAll, describe, expect, it } from 'vitest';
import { verifyGithubAttestation } from '../../../../src/checks/signatures/github/verify.ts';
import type { GithubAttestationAuthority } from '../../../../src/model/trust.ts';
import { startAttestations } from '../../../support/attestations-server.ts';
import type { AttestationsOptions } from '../../../support/attestations-server.ts';
import { githubSigner, uri } from '../../../support/github-attest.ts';
import type { Attested, GithubSigner } from '../../../support/github-attest.ts';
import { APP_DIGEST, githubAuthority, targetOf } from '../../../support/github-authority.ts';
import { startServer } from '../../../support/http-server.ts';
import { verifyContext } from '../../../support/verify-context.ts';
import { derText } from '../../../support/x509-der.ts';

/** Looks at everything that an attestation of GitHub can be held against. */
const STRICT: Partial<GithubAttestationAuthority> = {
  signerRef: { kind: 'exact', text: 'refs/heads/main' },
  sourceRepository: 'acme/app',
  sourceRef: { kind: 'pattern', source: 'refs/heads/(?:main|release-\\d+)' },
  runner: 'github-hosted',
};
const FILE = 'https://github.com/acme/app/.github/workflows/release.yml';
const OTHER_DIGEST = `sha256:${'2'.repeat(64)}`;

let signer: GithubSigner;
beforeAll(async () => {
  signer = await githubSigner();
});

describe('one thing changed in what is signed:', () => {
  it.each<[string, Partial<Attested>, string]>([
    ['it is about another image', { digest: OTHER_DIGEST }, 'SIGSTORE_OTHER_IMAGE'],
    [
      'another workflow of the repository',
      signedBy(FILE.replace('release', 'ci')),
      'GITHUB_WORKFLOW_UNTRUSTED',
    ],
    ['a workflow whose name begins in the same way', signedBy(`${FILE}.yml`), 'GITHUB_WORKFLOW_UNTRUSTED'],
    ['the same workflow of a fork', signedBy(FILE.replace('acme', 'evil')), 'GITHUB_WORKFLOW_UNTRUSTED'],
    [
      'the same path on another server',
      signedBy(FILE.replace('github.com', 'github.com.evil.example')),
      'GITHUB_WORKFLOW_UNTRUSTED',
    ],
    [
      'the trusted path inside of another',
      signedBy(`https://evil.example/?${FILE}`),
      'GITHUB_WORKFLOW_UNTRUSTED',
    ],
    [
      'a file whose name goes on as the ref',
      signedBy(FILE, 'x.yml@refs/heads/main'),
      'GITHUB_NOT_A_WORKFLOW',
    ],
    ['the workflow at another branch', signedBy(FILE, 'refs/heads/evil'), 'GITHUB_SIGNER_REF_UNTRUSTED'],
    [
      'the workflow at a branch that contains the trusted one',
      signedBy(FILE, 'refs/heads/main2'),
      'GITHUB_SIGNER_REF_UNTRUSTED',
    ],
    ['the workflow of a pull request', signedBy(FILE, 'refs/pull/1/merge'), 'GITHUB_SIGNER_REF_UNTRUSTED'],
    [
      'the trusted workflow, run for another repository',
      { claims: { 12: 'https://github.com/evil/app' } },
      'GITHUB_SOURCE_UNTRUSTED',
    ],
    [
      'the trusted workflow, run for a repository whose name goes on',
      { claims: { 12: 'https://github.com/acme/app2' } },
      'GITHUB_SOURCE_UNTRUSTED',
    ],
    ['no source', { claims: { 12: null } }, 'GITHUB_SOURCE_UNTRUSTED'],
    ['another branch was built', { claims: { 14: 'refs/heads/evil' } }, 'GITHUB_SOURCE_REF_UNTRUSTED'],
    [
      'a branch was built that contains the trusted one',
      { claims: { 14: 'refs/heads/main/evil' } },
      'GITHUB_SOURCE_REF_UNTRUSTED',
    ],
    ["a machine of the attacker's own ran it", { claims: { 11: 'self-hosted' } }, 'GITHUB_RUNNER_UNTRUSTED'],
    ['it does not say what ran it', { claims: { 11: null } }, 'GITHUB_RUNNER_UNTRUSTED'],
    [
      'another identity provider vouches',
      issuedFor('https://accounts.evil.example'),
      'GITHUB_NOT_A_WORKFLOW',
    ],
    [
      'a provider vouches whose name contains the trusted one',
      issuedFor('https://token.actions.githubusercontent.com.evil.example'),
      'GITHUB_NOT_A_WORKFLOW',
    ],
    [
      'the GitHub of another company vouches',
      issuedFor('https://token.actions.evil.ghe.com'),
      'GITHUB_NOT_A_WORKFLOW',
    ],
    [
      'the old statement names another provider than the new',
      { rawClaims: { 1: 'https://evil.example' } },
      'IDENTITY_ISSUER_CONFUSED',
    ],
    [
      'the provider is stated twice',
      { more: [['1.3.6.1.4.1.57264.1.8', false, derText('https://evil.example')]] },
      'IDENTITY_REPEATED',
    ],
    ['a person signed', { subject: 'mailto:release@acme.example' }, 'GITHUB_NOT_A_WORKFLOW'],
    [
      'the trusted workflow is one of two holders',
      { subject: [uri(`${FILE}@refs/heads/main`), uri('https://evil.example')] },
      'IDENTITY_SEVERAL_SUBJECTS',
    ],
    [
      'a zero byte cuts the holder off',
      { subject: [uri(`${FILE}@refs/heads/main\u0000.evil.example`)] },
      'IDENTITY_TEXT_INVALID',
    ],
    [
      'the certificate names two workflows',
      { claims: { 9: 'https://github.com/evil/app/.github/workflows/x.yml@refs/heads/main' } },
      'GITHUB_SIGNER_CONFUSED',
    ],
    ['it states something else', { predicateType: 'https://cyclonedx.org/bom' }, 'GITHUB_PREDICATE_OTHER'],
    [
      'it states a type that begins like the trusted one',
      { predicateType: 'https://slsa.dev/provenance/v1.evil' },
      'GITHUB_PREDICATE_OTHER',
    ],
  ])('%s', async (_, change, code) => {
    const honest = await signer.attest({ digest: APP_DIGEST });
    expect(await codesOf({ bundles: [honest] })).toEqual([null]);
    const evil = await signer.attest({ digest: APP_DIGEST, ...change });
    expect(await codesOf({ bundles: [evil] })).toEqual([code]);
    // Nor does it keep the honest one from being found.
    expect(await codesOf({ bundles: [evil, honest] })).toEqual([code, null]);
  });

  it("someone else's Sigstore signs the same", async () => {
    const evil = await (await githubSigner()).attest({ digest: APP_DIGEST });
    expect(await codesOf({ bundles: [evil] })).toEqual(['SIGSTORE_TIMESTAMP_INVALID']);
  });
});

describe('one thing changed in what is served:', () => {
  it.each<[string, Omit<AttestationsOptions, 'digest' | 'bundles'>, string]>([
    [
      'a bundle that is neither JSON nor Snappy',
      { blob: (_, response) => response.end('<html>') },
      'GITHUB_BUNDLE_BROKEN',
    ],
    [
      'a bundle that unpacks to no JSON',
      { blob: (_, response) => response.end(Buffer.of(2, 0x04, 0x61, 0x62)) },
      'GITHUB_BUNDLE_BROKEN',
    ],
    [
      'a bundle that says one thing twice',
      { blob: (_, response) => response.end('{"mediaType":"a","mediaType":"b"}') },
      'GITHUB_BUNDLE_BROKEN',
    ],
    [
      'a bundle that unpacks to 2 GiB',
      { blob: (_, response) => response.end(Buffer.of(0x80, 0x80, 0x80, 0x80, 0x08, 0)) },
      'GITHUB_BUNDLE_BROKEN',
    ],
    [
      'a bundle that does not end',
      { blob: (_, response) => response.end(Buffer.alloc(17 * 1024 * 1024)) },
      'GITHUB_BUNDLES_TOO_LARGE',
    ],
    [
      'a bundle that is not there',
      { blob: (_, response) => response.writeHead(404).end() },
      'GITHUB_BUNDLE_UNAVAILABLE',
    ],
    [
      'half a bundle',
      {
        blob: (_, response) => {
          response.writeHead(200, { 'content-length': 9 }).write('{');
          response.destroy();
        },
      },
      'GITHUB_BUNDLE_UNAVAILABLE',
    ],
    [
      'an entry with nothing in it',
      {
        intercept: (_, response) => {
          response.end('{"attestations":[{}]}');
          return true;
        },
      },
      'GITHUB_ENTRY_INVALID',
    ],
    ['a bundle that is at no address', listing('no address'), 'GITHUB_BUNDLE_PLACE'],
    ['a bundle over plain HTTP', listing('http://blobs.example/1'), 'GITHUB_BUNDLE_UNAVAILABLE'],
    ['a bundle in a file', listing('file:///etc/passwd'), 'GITHUB_BUNDLE_UNAVAILABLE'],
  ])('%s', async (_, options, code) => {
    const bundles = [await signer.attest({ digest: APP_DIGEST })];
    expect(await codesOf({ bundles })).toEqual([null]);
    expect(await codesOf({ bundles, ...options })).toEqual([code]);
  });

  it('a redirect to another server does not take the token along', async () => {
    const bundles = [await signer.attest({ digest: APP_DIGEST })];
    const thief = await startServer((_, response) => response.end('{"attestations":[]}'));
    const intercept: AttestationsOptions['intercept'] = ({ path }, response) => {
      response.writeHead(302, { location: `${thief.url}${path}` }).end();
      return true;
    };
    expect(await codesOf({ bundles, intercept })).toEqual([]);
    expect(thief.requests).toHaveLength(1);
    expect(thief.requests[0]?.headers.authorization).toBeUndefined();
  });
});

function signedBy(file: string, ref = 'refs/heads/main'): Partial<Attested> {
  return { subject: `${file}@${ref}`, claims: { 9: `${file}@${ref}` } };
}

function issuedFor(issuer: string): Partial<Attested> {
  return { claims: { 8: issuer }, rawClaims: { 1: issuer } };
}

function listing(url: string): Pick<AttestationsOptions, 'intercept'> {
  return {
    intercept: (_, response) => {
      response.end(JSON.stringify({ attestations: [{ bundle_url: url }] }));
      return true;
    },
  };
}

async function codesOf(options: Omit<AttestationsOptions, 'digest'>): Promise<readonly (string | null)[]> {
  const { api, faults } = await startAttestations({ digest: APP_DIGEST, ...options });
  const context = verifyContext({ githubApiUrl: api.url, githubToken: 'test-token' });
  const judged = await verifyGithubAttestation(
    githubAuthority(signer.trustedRoot, STRICT),
    targetOf(),
    context,
  );
  expect(faults).toEqual([]);
  return judged.map(({ refusal }) => refusal?.code ?? null);
}
