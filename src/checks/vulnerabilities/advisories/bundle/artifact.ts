import { createHash } from 'node:crypto';
import { z } from 'zod';
import { SourceError } from '../../../../model/errors.ts';
import { isDigest } from '../../../../model/reference.ts';

/** What kind of artifact a bundle is in a registry. Source: OCI image specification 1.1, "artifact usage". */
export const ARTIFACT_TYPE = 'application/vnd.image-gate.advisories.v1';
export const BUNDLE_TYPE = 'application/vnd.image-gate.advisories.bundle.v1.tar';
export const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';
const EMPTY_TYPE = 'application/vnd.oci.empty.v1+json';

/** The configuration of an artifact that has none. Source: as above, "guidance for an empty descriptor". */
export const EMPTY_CONFIG = Buffer.from('{}');

export interface BlobAbout {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

const shape = z.object({
  schemaVersion: z.literal(2),
  artifactType: z.literal(ARTIFACT_TYPE),
  layers: z.tuple([
    z.object({
      mediaType: z.literal(BUNDLE_TYPE),
      digest: z.string().refine(isDigest, 'not a sha256 digest'),
      size: z.int().nonnegative(),
    }),
  ]),
});

/** The manifest under which a bundle is pushed. `created` is ISO 8601. */
export function artifactManifest(bundle: Omit<BlobAbout, 'mediaType'>, created: string): Buffer {
  return Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: MANIFEST_TYPE,
      artifactType: ARTIFACT_TYPE,
      config: { mediaType: EMPTY_TYPE, ...blobOf(EMPTY_CONFIG) },
      layers: [{ mediaType: BUNDLE_TYPE, digest: bundle.digest, size: bundle.size }],
      annotations: { 'org.opencontainers.image.created': created },
    }),
  );
}

/** Where the bundle of an artifact is. `where` is for messages. Throws `SourceError` ADVISORIES_NO_BUNDLE. */
export function bundleIn(manifest: Buffer, where: string): BlobAbout {
  let value: unknown = null;
  try {
    value = JSON.parse(manifest.toString('utf8'));
  } catch {
    // What is not JSON is no bundle either.
  }
  const read = shape.safeParse(value);
  if (read.success) return read.data.layers[0];
  throw new SourceError('ADVISORIES_NO_BUNDLE', `${where}: what is there is not a bundle of advisories`, {
    hint: 'Push one with image-gate advisories push.',
  });
}

export function blobOf(bytes: Uint8Array): { readonly digest: string; readonly size: number } {
  return { digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`, size: bytes.length };
}
