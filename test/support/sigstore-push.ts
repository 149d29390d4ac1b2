import { pushBlob, pushManifest } from './push.ts';
import type { PushedManifest } from './push.ts';
import type { TestRegistry } from './registry.ts';
import type { BundleJson, LayerJson } from './sigstore-evidence.ts';
import { BUNDLE_TYPE } from './sigstore-evidence.ts';

export interface SignedPlace {
  readonly registry: TestRegistry;
  readonly repository: string;
  /** The manifest that is signed. */
  readonly image: PushedManifest;
}

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';

/** Pushes layers under the tag that cosign makes of the digest: `suffix` is `sig`, `att` or `sbom`. */
export async function pushLayers(
  { registry, repository, image }: SignedPlace,
  suffix: string,
  layers: readonly LayerJson[],
): Promise<PushedManifest> {
  const tag = `${image.digest.replace(':', '-')}.${suffix}`;
  return pushArtifact({ registry, repository }, tag, { layers });
}

/** Pushes a bundle that is about the image, and lists it under the tag that stands in for the list of referrers. */
export async function pushBundles(
  place: SignedPlace,
  bundles: readonly (BundleJson | string)[],
  type = BUNDLE_TYPE,
): Promise<readonly PushedManifest[]> {
  const layers = bundles.map((bundle) => ({
    mediaType: type,
    bytes: Buffer.from(typeof bundle === 'string' ? bundle : JSON.stringify(bundle)),
    annotations: {},
  }));
  return pushReferrers(
    place,
    layers.map((layer) => ({ artifactType: type, layers: [layer] })),
  );
}

export interface ReferrerParts {
  readonly artifactType?: string;
  readonly layers: readonly LayerJson[];
  /** Null: it is about nothing. Left out: the image. */
  readonly subject?: PushedManifest | null;
}

export async function pushReferrers(
  place: SignedPlace,
  referrers: readonly ReferrerParts[],
): Promise<readonly PushedManifest[]> {
  const { registry, repository, image } = place;
  const pushed: PushedManifest[] = [];
  for (const [n, parts] of referrers.entries()) {
    pushed.push(await pushArtifact(place, `referrer-${n}`, { subject: image, ...parts }));
  }
  const manifests = pushed.map((one, n) => ({ ...one, artifactType: referrers[n]?.artifactType }));
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests }));
  const tag = image.digest.replace(':', '-');
  await pushManifest(registry, { repository, tag }, { bytes, mediaType: INDEX });
  return pushed;
}

async function pushArtifact(
  { registry, repository }: Pick<SignedPlace, 'registry' | 'repository'>,
  tag: string,
  { artifactType, layers, subject = null }: ReferrerParts,
): Promise<PushedManifest> {
  const config = Buffer.from('{}');
  const manifest = {
    schemaVersion: 2,
    mediaType: MANIFEST,
    ...(artifactType === undefined ? {} : { artifactType }),
    config: {
      mediaType: 'application/vnd.oci.image.config.v1+json',
      digest: await pushBlob(registry, repository, config),
      size: config.length,
    },
    layers: await Promise.all(
      layers.map(async ({ mediaType, bytes, annotations }) => ({
        mediaType,
        digest: await pushBlob(registry, repository, bytes),
        size: bytes.length,
        annotations,
      })),
    ),
    ...(subject === null ? {} : { subject }),
  };
  const bytes = Buffer.from(JSON.stringify(manifest));
  return pushManifest(registry, { repository, tag }, { bytes, mediaType: MANIFEST });
}
