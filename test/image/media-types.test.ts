import { describe, expect, test } from 'vitest';
import { checkLayerType } from '../../src/image/media-types.ts';

const OCI = 'application/vnd.oci.image.layer';
const DOCKER = 'application/vnd.docker.image.rootfs';

describe('checkLayerType', () => {
  test.each([
    `${OCI}.v1.tar`,
    `${OCI}.v1.tar+gzip`,
    `${OCI}.v1.tar+zstd`,
    `${DOCKER}.diff.tar`,
    `${DOCKER}.diff.tar.gzip`,
    `${DOCKER}.diff.tar.zstd`,
  ])('takes %s', (mediaType) => {
    expect(() => checkLayerType({ mediaType, urls: [] }, 'x')).not.toThrow();
  });

  test.each([
    [`${OCI}.v1.tar+gzip+encrypted`, 'ENCRYPTED_LAYER'],
    [`${OCI}.v1.tar+encrypted`, 'ENCRYPTED_LAYER'],
    [`${OCI}.nondistributable.v1.tar`, 'FOREIGN_LAYER'],
    [`${DOCKER}.foreign.diff.tar.gzip`, 'FOREIGN_LAYER'],
    [`${OCI}.v1.tar+bzip2`, 'LAYER_TYPE_UNKNOWN'],
    [`${OCI}.v1.tar+gzip `, 'LAYER_TYPE_UNKNOWN'],
    ['application/vnd.dev.cosign.simplesigning.v1+json', 'LAYER_TYPE_UNKNOWN'],
    ['', 'LAYER_TYPE_UNKNOWN'],
  ])('refuses %s as %s', (mediaType, code) => {
    expect(() => checkLayerType({ mediaType, urls: [] }, 'the layer')).toThrow(
      expect.objectContaining({
        name: 'SourceError',
        code,
        message: expect.stringMatching(/^the layer: /u) as string,
      }),
    );
  });

  test('refuses a layer that is fetched from elsewhere, whatever its type', () => {
    const layer = { mediaType: `${OCI}.v1.tar+gzip`, urls: ['https://example.com/layer'] };
    expect(() => checkLayerType(layer, 'x')).toThrow(expect.objectContaining({ code: 'FOREIGN_LAYER' }));
  });
});
