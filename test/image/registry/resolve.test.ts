import { describe, expect, it } from 'vitest';
import { connectRegistry } from '../../../src/image/registry/client.ts';
import { resolveImage } from '../../../src/image/registry/resolve.ts';
import { parseReference } from '../../../src/model/reference.ts';
import { startFakeRegistry } from '../../support/fake-registry.ts';
import { makeImage, ociBlobs } from '../../support/oci.ts';
import { registryOptions } from '../../support/registry-options.ts';

const image = ociBlobs(makeImage({ layers: [{ a: 'a' }], extra: { created: '2026-01-02T03:04:05Z' } }));

describe('a name is resolved', () => {
  it.each([
    [true, '2026-01-02T03:04:05Z', 2],
    [false, null, 1],
  ])(
    'and the configuration is read only when it is asked for: %s',
    async (withCreated, created, requests) => {
      const server = await startFakeRegistry(image);
      const reference = parseReference(`${server.host}/app:latest`);
      if (reference === null) throw new Error('no reference');
      const client = await connectRegistry(registryOptions(`${server.host}/app`));
      const resolved = await resolveImage(client, reference, { platform: null, withCreated });
      expect(resolved).toEqual({
        created,
        descriptors: [
          {
            digest: image.descriptor.digest,
            size: image.manifest.length,
            mediaType: 'application/vnd.oci.image.manifest.v1+json',
          },
        ],
      });
      expect(server.requests.filter(({ path }) => path.startsWith('/v2/app'))).toHaveLength(requests);
    },
  );

  it('not when it is not there', async () => {
    const server = await startFakeRegistry(image);
    const reference = parseReference(`${server.host}/app:gone`);
    if (reference === null) throw new Error('no reference');
    const client = await connectRegistry(registryOptions(`${server.host}/app`));
    await expect(
      resolveImage(client, reference, { platform: null, withCreated: true }),
    ).rejects.toMatchObject({
      code: 'REGISTRY_NOT_FOUND',
    });
  });
});
