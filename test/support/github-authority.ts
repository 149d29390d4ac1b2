import type { TrustTarget } from '../../src/checks/signatures/judged.ts';
import { parseReference } from '../../src/model/reference.ts';
import type { GithubAttestationAuthority } from '../../src/model/trust.ts';
import { PROVENANCE, WORKFLOW } from './github-attest.ts';

export const APP_DIGEST = `sha256:${'1'.repeat(64)}`;

/** Trusts the release workflow of acme/app, by what GitHub's API has, but for what is given. */
export function githubAuthority(
  trustedRoot: string,
  change: Partial<GithubAttestationAuthority> = {},
): GithubAttestationAuthority {
  return {
    kind: 'github-attestation',
    name: 'release',
    repository: 'acme/app',
    signerWorkflow: WORKFLOW,
    signerRef: null,
    sourceRepository: null,
    sourceRef: null,
    runner: null,
    predicateType: PROVENANCE,
    from: 'api',
    trustedRoot: { kind: 'file', name: 'root.json', text: trustedRoot },
    ...change,
  };
}

/** An image by its name, which stands for these digests. */
export function targetOf(
  name = 'ghcr.io/acme/app:1',
  digests: readonly string[] = [APP_DIGEST],
): TrustTarget {
  const reference = parseReference(name);
  if (reference === null) throw new Error(`${name} is no reference`);
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  return { reference, descriptors: digests.map((digest) => ({ mediaType, digest, size: 1 })) };
}
