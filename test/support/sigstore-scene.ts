import { randomBytes } from 'node:crypto';
import { verifyKey } from '../../src/checks/signatures/sigstore/verify-key.ts';
import { verifyKeyless } from '../../src/checks/signatures/sigstore/verify-keyless.ts';
import type { Judged, TrustTarget } from '../../src/checks/signatures/judged.ts';
import type { KeyAuthority, KeylessAuthority, TrustedRootChoice } from '../../src/model/trust.ts';
import { aKeyAuthority } from './a-trust-rule.ts';
import { makeImage, ociBlobs } from './oci.ts';
import { pushImage } from './push.ts';
import type { TestRegistry } from './registry.ts';
import type { SigningKeys } from './sigstore-evidence.ts';
import type { SignedPlace } from './sigstore-push.ts';
import type { SigstoreServices } from './sigstore-services.ts';
import { TEST_IDENTITY } from './sigstore-services.ts';
import { verifyContext } from './verify-context.ts';

/** A new image in a repository of its own. */
export async function unsignedImage(registry: TestRegistry): Promise<SignedPlace> {
  const name = randomBytes(6).toString('hex');
  const repository = `app-${name}`;
  const image = await pushImage(
    registry,
    { repository, tag: '1' },
    ociBlobs(makeImage({ layers: [{ name }] })),
  );
  return { registry, repository, image };
}

export function targetOf({ registry, repository, image }: SignedPlace): TrustTarget {
  const reference = { registry: registry.host, repository, tag: '1', digest: null };
  return { reference, descriptors: [image] };
}

export function rootChoice({ rootText: text }: Pick<SigstoreServices, 'rootText'>): TrustedRootChoice {
  return { kind: 'file', name: 'trusted_root.json', text };
}

/** An authority of the test identity. */
export function aKeylessAuthority(change: Partial<KeylessAuthority> = {}): KeylessAuthority {
  return {
    kind: 'keyless',
    name: 'release workflow',
    identities: [
      {
        issuer: { kind: 'exact', text: TEST_IDENTITY.issuer },
        subject: { kind: 'exact', text: TEST_IDENTITY.subject },
        github: null,
      },
    ],
    repository: null,
    annotations: {},
    trustedRoot: null,
    ...change,
  };
}

export function verifyByKey(
  place: SignedPlace,
  keys: readonly SigningKeys[],
  change: Partial<KeyAuthority> = {},
): Promise<readonly Judged[]> {
  const texts = keys.map(({ pem }, index) => ({ name: `key ${index + 1}`, pem }));
  return verifyKey(aKeyAuthority({ keys: texts, ...change }), targetOf(place), verifyContext());
}

export function verifyByIdentity(
  place: SignedPlace,
  services: Pick<SigstoreServices, 'rootText'>,
  change: Partial<KeylessAuthority> = {},
): Promise<readonly Judged[]> {
  const authority = aKeylessAuthority({ trustedRoot: rootChoice(services), ...change });
  return verifyKeyless(authority, targetOf(place), verifyContext());
}

/** Code of each, or null where it is accepted. */
export function codesOf(judged: readonly Judged[]): readonly (string | null)[] {
  return judged.map(({ refusal }) => refusal?.code ?? null);
}
