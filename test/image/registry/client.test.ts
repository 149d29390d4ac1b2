import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { connectRegistry } from '../../../src/image/registry/client.ts';
import type { RegistryClient } from '../../../src/image/registry/client.ts';
import { LIMITS } from '../../../src/util/limits.ts';
import { caught } from '../../support/caught.ts';
import { serveBytes, startFakeRegistry } from '../../support/fake-registry.ts';
import type { Intercept } from '../../support/fake-registry.ts';
import { makeImage, ociBlobs } from '../../support/oci.ts';
import { pushImage } from '../../support/push.ts';
import { startRegistry } from '../../support/registry.ts';
import type { TestRegistry } from '../../support/registry.ts';
import { basicEntry, registryOptions } from '../../support/registry-options.ts';
import { needs } from '../../support/services.ts';
import { sha256Of } from '../../support/tar.ts';

const parts = makeImage({ layers: [{ 'etc/motd': 'hello' }] });
const image = ociBlobs(parts);
const { digest } = image.descriptor;
const config = {
  mediaType: 'application/vnd.oci.image.config.v1+json',
  digest: parts.imageId,
  size: parts.config.length,
};

async function connectFake(intercept?: Intercept): Promise<RegistryClient> {
  const server = await startFakeRegistry(image, intercept);
  return connectRegistry(registryOptions(`${server.host}/app`));
}

describe.skipIf(!needs('docker-registry'))('with a real registry', () => {
  let registry: TestRegistry;
  beforeAll(async () => {
    registry = await startRegistry();
    await pushImage(registry, { repository: 'org/app', tag: '1' }, image);
  });
  afterAll(() => registry.stop());

  it('fetches a manifest by tag and by digest', async () => {
    const client = await connectRegistry(registryOptions(`${registry.host}/org/app`));
    const byTag = await client.getManifest('1');
    expect(byTag).toEqual({
      bytes: image.manifest,
      digest,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
    });
    expect(await client.getManifest(digest)).toEqual(byTag);
  });

  it('tells what a tag stands for without fetching it', async () => {
    const client = await connectRegistry(registryOptions(`${registry.host}/org/app`));
    const mediaType = 'application/vnd.oci.image.manifest.v1+json';
    expect(await client.head('1')).toEqual({ digest, mediaType, size: image.manifest.length });
    expect(await client.head('2')).toBeNull();
  });

  it('fetches a blob', async () => {
    const client = await connectRegistry(registryOptions(`${registry.host}/org/app`));
    expect(await client.getBlob(config, 1_000_000)).toEqual(parts.config);
  });

  test.each(['org/app:2', `org/app@sha256:${'0'.repeat(64)}`, 'org/other:1'])(
    'says that %s is not there',
    async (name) => {
      const options = registryOptions(`${registry.host}/${name}`);
      const client = await connectRegistry(options);
      const { tag, digest } = options.reference;
      const error = await caught(() => client.getManifest(digest ?? tag ?? ''));
      expect(error).toMatchObject({ name: 'SourceError', code: 'REGISTRY_NOT_FOUND' });
      expect(String(error)).toContain(name.split(':')[0]?.split('@')[0]);
    },
  );
});

describe.skipIf(!needs('docker-registry'))('with a real registry that asks for a password', () => {
  let registry: TestRegistry;
  beforeAll(async () => {
    registry = await startRegistry({ auth: true });
    await pushImage(registry, { repository: 'org/app', tag: '1' }, image);
  });
  afterAll(() => registry.stop());

  it('logs in with what docker login stored', async () => {
    const auths = { [registry.host]: basicEntry('reader', 'pass:word') };
    const client = await connectRegistry(registryOptions(`${registry.host}/org/app`, auths));
    expect((await client.getManifest('1')).digest).toBe(digest);
    expect(await client.getBlob(config, 1_000_000)).toEqual(parts.config);
  });

  test.each([
    ['no password', {}, 'it wants a login'],
    ['a wrong password', basicEntry('reader', 'wrong-secret'), 'HTTP 401'],
  ])('is denied with %s', async (_name, entry, reason) => {
    const client = await connectRegistry(
      registryOptions(`${registry.host}/org/app`, { [registry.host]: entry }),
    );
    const error = await caught(() => client.getManifest('1'));
    expect(error).toMatchObject({
      code: 'REGISTRY_DENIED',
      hint: expect.stringContaining('docker login') as string,
    });
    expect(String(error)).toContain(reason);
    expect(String(error)).not.toContain('wrong-secret');
  });

  it('does not try the same wrong password again and again', async () => {
    const auths = { [registry.host]: basicEntry('reader', 'wrong-secret') };
    const client = await connectRegistry(registryOptions(`${registry.host}/org/app`, auths));
    await expect(client.getManifest('1')).rejects.toThrow('HTTP 401');
    await expect(client.getManifest('1')).rejects.toThrow('the registry refused the credentials');
  });

  it('does not send one registry’s password to another on the same host', async () => {
    const auths = {
      '127.0.0.1:1': basicEntry('reader', 'pass:word'),
      '127.0.0.1': basicEntry('reader', 'pass:word'),
    };
    const client = await connectRegistry(registryOptions(`${registry.host}/org/app`, auths));
    await expect(client.getManifest('1')).rejects.toMatchObject({ code: 'REGISTRY_DENIED' });
  });
});

describe('what comes is verified', () => {
  const other = Buffer.from('{"schemaVersion":2}');

  it('a manifest against the digest that was asked for', async () => {
    const client = await connectFake((request, response) => {
      if (!request.path.includes('/manifests/')) return false;
      serveBytes(request, response, { bytes: other });
      return true;
    });
    const error = await caught(() => client.getManifest(digest));
    expect(error).toMatchObject({ name: 'VerificationError', code: 'MANIFEST_DIGEST_MISMATCH' });
    expect(String(error)).toContain(sha256Of(other));
  });

  it('a manifest against the digest that the registry says it has', async () => {
    const client = await connectFake((_, response) => {
      response.setHeader('docker-content-digest', sha256Of(other));
      return false;
    });
    await expect(client.getManifest('latest')).rejects.toMatchObject({ code: 'MANIFEST_DIGEST_MISMATCH' });
  });

  it('a blob against its digest', async () => {
    const client = await connectFake((request, response) => {
      if (!request.path.includes('/blobs/')) return false;
      serveBytes(request, response, { bytes: Buffer.alloc(config.size) });
      return true;
    });
    await expect(client.getBlob(config, 1_000_000)).rejects.toMatchObject({
      name: 'VerificationError',
      code: 'BLOB_DIGEST_MISMATCH',
    });
  });

  it('and it is asked for as it is stored, not compressed once more', async () => {
    const server = await startFakeRegistry(image);
    const client = await connectRegistry(registryOptions(`${server.host}/app`));
    await client.getBlob(config, 1_000_000);
    expect(server.requests.at(-1)?.headers).toMatchObject({ 'accept-encoding': 'identity' });
  });

  it('and no blob is read that is larger than wanted', async () => {
    const client = await connectFake();
    await expect(client.getBlob(config, config.size - 1)).rejects.toMatchObject({ code: 'BLOB_TOO_LARGE' });
  });

  it('and no manifest is read that is larger than the limit', async () => {
    const client = await connectFake((request, response) => {
      if (!request.path.includes('/manifests/')) return false;
      response.end(Buffer.alloc(LIMITS.manifestBytes.value + 1, ' '));
      return true;
    });
    await expect(client.getManifest('latest')).rejects.toMatchObject({ code: 'HTTP_BODY_TOO_LARGE' });
  });
});

describe('faults', () => {
  test.each([
    [403, 'REGISTRY_DENIED'],
    [404, 'REGISTRY_NOT_FOUND'],
    [429, 'REGISTRY_RATE_LIMITED'],
    [500, 'REGISTRY_ERROR'],
    [418, 'REGISTRY_ERROR'],
    [304, 'REGISTRY_ERROR'],
  ])('of status %i are %s', async (status, code) => {
    const client = await connectFake((_, response) => {
      response.writeHead(status).end('{"errors":[{"code":"CODE","message":"the \\u001b reason"}]}');
      return true;
    });
    const error = await caught(() => client.getManifest('latest'));
    expect(error).toMatchObject({ name: 'SourceError', code });
    if (status !== 304) expect(String(error)).toContain('CODE: the \\u{1b} reason');
    await expect(client.getBlob(config, 1_000_000)).rejects.toMatchObject({ code });
    if (status !== 404) await expect(client.head('latest')).rejects.toMatchObject({ code });
  });

  test.each(['manifests', 'blobs'])('that pass are tried again for %s', async (kind) => {
    let bad = 0;
    const client = await connectFake((request, response) => {
      if (!request.path.includes(kind) || bad++ > 2) return false;
      if (bad === 1) response.destroy();
      else response.writeHead(bad === 2 ? 503 : 429, { 'retry-after': '1' }).end();
      return true;
    });
    expect((await client.getManifest('latest')).digest).toBe(digest);
    expect(await client.getBlob(config, 1_000_000)).toEqual(parts.config);
    expect(bad).toBeGreaterThan(3);
  });

  it('in the middle of a manifest are tried again', async () => {
    let cuts = 0;
    const client = await connectFake((request, response) => {
      if (!request.path.includes('/manifests/') || cuts++ > 0) return false;
      response.writeHead(200, { 'content-length': image.manifest.length });
      response.write(image.manifest.subarray(0, 50), () => response.destroy());
      return true;
    });
    expect((await client.getManifest('latest')).digest).toBe(digest);
    expect(cuts).toBe(2);
  });

  it('of a registry that is not there name it', async () => {
    const client = await connectRegistry(registryOptions('registry.invalid/app'));
    const error = await caught(() => client.getManifest('latest'));
    expect(error).toMatchObject({ name: 'SourceError', code: 'REGISTRY_UNREACHABLE' });
    expect(String(error)).toContain('registry.invalid/app:latest');
  });

  it('of a connection that keeps breaking end it after a few tries', async () => {
    let tries = 0;
    const client = await connectFake((request, response) => {
      if (request.path === '/v2/') return false;
      tries++;
      response.destroy();
      return true;
    });
    await expect(client.getManifest('latest')).rejects.toMatchObject({ code: 'REGISTRY_UNREACHABLE' });
    expect(tries).toBe(LIMITS.httpTries.value);
  });

  it('do not hide an abort', async () => {
    const controller = new AbortController();
    const server = await startFakeRegistry(image, () => {
      controller.abort(new Error('stopped'));
      return true;
    });
    const client = await connectRegistry({
      ...registryOptions(`${server.host}/app`),
      signal: controller.signal,
    });
    await expect(client.getManifest('latest')).rejects.toThrow('stopped');
  });
});
