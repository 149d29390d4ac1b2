import { beforeAll, describe, expect, it } from 'vitest';
import { verifyGithubAttestation } from '../../../../src/checks/signatures/github/verify.ts';
import type { Judged } from '../../../../src/checks/signatures/judged.ts';
import type { GithubAttestationAuthority } from '../../../../src/model/trust.ts';
import { packed, startAttestations } from '../../../support/attestations-server.ts';
import type { AttestationsOptions } from '../../../support/attestations-server.ts';
import { startFakeReferrers } from '../../../support/fake-referrers.ts';
import { githubSigner } from '../../../support/github-attest.ts';
import type { GithubSigner } from '../../../support/github-attest.ts';
import { APP_DIGEST, githubAuthority, targetOf } from '../../../support/github-authority.ts';
import { startServer } from '../../../support/http-server.ts';
import { verifyContext } from '../../../support/verify-context.ts';

let signer: GithubSigner;
let bundle: object;
let stranger: object;
beforeAll(async () => {
  signer = await githubSigner();
  bundle = await signer.attest({ digest: APP_DIGEST, predicate: { a: 1 } });
  stranger = await signer.attest({
    digest: APP_DIGEST,
    subject: 'https://dotcom.releases.github.com',
    claims: { 9: null },
  });
});

describe('an attestation of GitHub is accepted', () => {
  it.each(['inline', 'snappy', 'plain'] as const)('however it is kept: %s', async (as) => {
    const { judged, faults } = await verify({ bundles: [bundle], as });
    expect(judged).toEqual([
      {
        kind: 'github-attestation',
        place: expect.stringMatching(/^127\.0\.0\.1:\d+ acme\/app@sha256:1{64} [0-9a-f]{16}$/u),
        signer: 'https://github.com/acme/app/.github/workflows/release.yml@refs/heads/main',
        signedAt: expect.stringMatching(/^20\d\d-.+Z$/u),
        log: null,
        refusal: null,
        statement: { predicateType: 'https://slsa.dev/provenance/v1', predicate: { a: 1 } },
      },
    ]);
    expect(faults).toEqual([]);
  });

  it('beside those of strangers, and those that are broken', async () => {
    const { judged } = await verify({ bundles: [{}, stranger, bundle], as: 'inline' });
    expect(codes(judged)).toEqual(['SIGSTORE_BUNDLE_INVALID', 'GITHUB_NOT_A_WORKFLOW', null]);
  });

  it('beside one that cannot be fetched', async () => {
    const { judged } = await verify({
      bundles: [stranger, bundle],
      blob: ({ path }, response, one) => {
        if (path.startsWith('/0.')) response.writeHead(404).end();
        else response.writeHead(200).end(packed(one));
      },
    });
    expect(codes(judged)).toEqual(['GITHUB_BUNDLE_UNAVAILABLE', null]);
  });

  it('from the registry', async () => {
    const { judged } = await verifyInRegistry([bundle], { from: 'registry' });
    expect(codes(judged)).toEqual([null]);
    expect(judged[0]?.place).toMatch(/^127\.0\.0\.1:\d+\/acme\/app@sha256:[0-9a-f]{64}$/u);
  });

  it('from the registry, when GitHub cannot be asked', async () => {
    expect(codes((await verifyInRegistry([bundle], { from: 'both' })).judged)).toEqual([null]);
  });

  it('by two authorities, and GitHub is asked once', async () => {
    const { api } = await startAttestations({ digest: APP_DIGEST, bundles: [bundle] });
    const context = verifyContext({ githubApiUrl: api.url, githubToken: 'test-token' });
    const ask = () => verifyGithubAttestation(githubAuthority(signer.trustedRoot), targetOf(), context);
    expect(await ask()).toEqual(await ask());
    expect(api.requests).toHaveLength(1);
  });

  it('of the index that the image was chosen from', async () => {
    const index = `sha256:${'3'.repeat(64)}`;
    const bundles = [await signer.attest({ digest: index })];
    const { api } = await startAttestations({ digest: index, bundles });
    const context = verifyContext({ githubApiUrl: api.url, githubToken: 'test-token' });
    const target = targetOf('ghcr.io/acme/app:1', [index, APP_DIGEST]);
    expect(
      codes(await verifyGithubAttestation(githubAuthority(signer.trustedRoot), target, context)),
    ).toEqual([null]);
  });

  it('for any repository of an owner', async () => {
    const options = { repository: 'acme', bundles: [bundle] };
    expect(codes((await verify(options, { repository: 'acme' })).judged)).toEqual([null]);
  });
});

describe('an attestation of GitHub is not accepted', () => {
  it('when there is none', async () => {
    expect((await verify({ bundles: [] })).judged).toEqual([]);
    expect((await verifyInRegistry([], { from: 'registry' })).judged).toEqual([]);
  });

  it('by the public root, which does not know who signed', async () => {
    const { judged } = await verify({ bundles: [bundle] }, { trustedRoot: { kind: 'embedded' } });
    expect(codes(judged)).toEqual(['SIGSTORE_TIMESTAMP_INVALID']);
  });

  it('by a public root that could not be refreshed, which is said', async () => {
    const { api } = await startAttestations({ digest: APP_DIGEST, bundles: [bundle] });
    const dead = await startServer((_, response) => response.destroy());
    const notes: string[] = [];
    const world = { githubApiUrl: api.url, githubToken: 'test-token', env: { TUF_MIRROR: dead.url } };
    const authority = githubAuthority('', { trustedRoot: null });
    const judged = await verifyGithubAttestation(authority, targetOf(), verifyContext(world, notes));
    expect(codes(judged)).toEqual(['SIGSTORE_TIMESTAMP_INVALID']);
    expect(notes).toHaveLength(1);
  });

  it('when GitHub cannot be asked and the registry has only those of strangers', async () => {
    await expect(verifyInRegistry([stranger], { from: 'both' })).rejects.toMatchObject({
      code: 'NETWORK_UNREACHABLE',
    });
  });

  it('from the registry, when it is broken there', async () => {
    const { judged } = await verifyInRegistry([stranger, { mediaType: 'x' }], { from: 'registry' }, [
      '{',
      '{"messageSignature":{}}',
    ]);
    expect(codes(judged)).toEqual([
      'GITHUB_NOT_A_WORKFLOW',
      'SIGSTORE_BUNDLE_INVALID',
      'GITHUB_BUNDLE_BROKEN',
      'SIGSTORE_BLOB_MISSING',
    ]);
  });

  it('when the policy has a pattern that is none: that is no word about the image', async () => {
    const signerRef = { kind: 'pattern', source: '(' } as const;
    await expect(verify({ bundles: [bundle] }, { signerRef })).rejects.toMatchObject({
      code: 'TRUST_PATTERN',
    });
  });

  it('when the run is ended', async () => {
    const ended = new AbortController();
    const { api } = await startAttestations({
      digest: APP_DIGEST,
      bundles: [bundle],
      blob: () => ended.abort(new Error('ended')),
    });
    const context = verifyContext({ githubApiUrl: api.url, githubToken: 'test-token', signal: ended.signal });
    const asked = verifyGithubAttestation(githubAuthority(signer.trustedRoot), targetOf(), context);
    await expect(asked).rejects.toThrow('ended');
  });
});

async function verify(
  options: Omit<AttestationsOptions, 'digest'>,
  change: Partial<GithubAttestationAuthority> = {},
) {
  const servers = await startAttestations({ digest: APP_DIGEST, ...options });
  const context = verifyContext({ githubApiUrl: servers.api.url, githubToken: 'test-token' });
  const authority = githubAuthority(signer.trustedRoot, change);
  return { ...servers, judged: await verifyGithubAttestation(authority, targetOf(), context) };
}

/** GitHub's API is at an address where nothing answers. */
async function verifyInRegistry(
  bundles: readonly object[],
  change: Partial<GithubAttestationAuthority>,
  texts: readonly string[] = [],
) {
  const all = [...bundles.map((one) => JSON.stringify(one)), ...texts];
  const host = await startFakeReferrers('acme/app', APP_DIGEST, all);
  const context = verifyContext({ githubApiUrl: 'http://127.0.0.1:9', env: {} });
  const authority = githubAuthority(signer.trustedRoot, change);
  return { judged: await verifyGithubAttestation(authority, targetOf(`${host}/acme/app:1`), context) };
}

function codes(judged: readonly Judged[]): readonly (string | null)[] {
  return judged.map(({ refusal }) => refusal?.code ?? null);
}
