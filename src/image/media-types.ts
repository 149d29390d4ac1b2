import { SourceError } from '../model/errors.ts';
import { plain } from '../util/escape.ts';

/** Image indexes. Source: OCI image specification 1.1, "media types"; Docker image manifest version 2, schema 2. */
export const INDEX_TYPES: readonly string[] = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
];

/** Image manifests. Source: as above. */
export const MANIFEST_TYPES: readonly string[] = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

/** Docker's first manifests: signed, without a configuration, and no longer pulled by Docker. */
export const SCHEMA1_TYPES: readonly string[] = [
  'application/vnd.docker.distribution.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v1+prettyjws',
];

export const CONFIG_TYPES: readonly string[] = [
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.docker.container.image.v1+json',
];

const LAYER_TYPES: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.layer.v1.tar',
  'application/vnd.oci.image.layer.v1.tar+gzip',
  'application/vnd.oci.image.layer.v1.tar+zstd',
  'application/vnd.docker.image.rootfs.diff.tar',
  'application/vnd.docker.image.rootfs.diff.tar.gzip',
  'application/vnd.docker.image.rootfs.diff.tar.zstd',
]);

const FOREIGN_PREFIXES: readonly string[] = [
  'application/vnd.oci.image.layer.nondistributable.v1.tar',
  'application/vnd.docker.image.rootfs.foreign.diff.tar',
];

/**
 * Refuses a layer that cannot be examined, by what its descriptor says.
 * Throws `SourceError` ENCRYPTED_LAYER, FOREIGN_LAYER or LAYER_TYPE_UNKNOWN.
 */
export function checkLayerType(layer: { mediaType: string; urls: readonly string[] }, where: string): void {
  const { mediaType, urls } = layer;
  if (mediaType.split('+').includes('encrypted')) {
    throw new SourceError('ENCRYPTED_LAYER', `${where}: the layer is encrypted (${plain(mediaType, 200)})`, {
      hint: 'Encrypted layers cannot be examined. Gate the image before it is encrypted.',
    });
  }
  if (urls.length > 0 || FOREIGN_PREFIXES.some((prefix) => mediaType.startsWith(prefix))) {
    throw new SourceError(
      'FOREIGN_LAYER',
      `${where}: the layer is kept outside the registry (a foreign layer)`,
      {
        hint: 'Foreign layers, as Windows base images have them, cannot be examined. Use an image that holds all its layers.',
      },
    );
  }
  if (LAYER_TYPES.has(mediaType)) return;
  throw new SourceError(
    'LAYER_TYPE_UNKNOWN',
    `${where}: "${plain(mediaType, 200)}" is not a type of image layer`,
    {
      hint: 'This may be a signature, an attestation or another artifact, not an image: check the reference.',
    },
  );
}
