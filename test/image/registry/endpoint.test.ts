import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { connectRegistry } from '../../../src/image/registry/client.ts';
import { findEndpoint } from '../../../src/image/registry/endpoint.ts';
import { startServer } from '../../support/http-server.ts';
import { registryOptions } from '../../support/registry-options.ts';
import { needs } from '../../support/services.ts';
import { workFolder } from '../../support/work-folder.ts';

const { signal } = new AbortController();

describe('findEndpoint', () => {
  test.each([
    ['docker.io', 'https://registry-1.docker.io/'],
    ['ghcr.io', 'https://ghcr.io/'],
    ['registry.example:5000', 'https://registry.example:5000/'],
  ])('%s is at %s, without asking', async (registry, url) => {
    expect((await findEndpoint(registry, [], signal)).href).toBe(url);
  });

  it('this machine may speak plain HTTP', async () => {
    const server = await startServer((_, response) => response.end());
    expect((await findEndpoint(server.host, [], signal)).href).toBe(`${server.url}/`);
  });

  it('a host that is allowed to may speak plain HTTP, and only that one', async () => {
    expect((await findEndpoint('a.invalid', ['a.invalid'], signal)).protocol).toBe('http:');
    expect((await findEndpoint('b.a.invalid', ['a.invalid'], signal)).protocol).toBe('https:');
  });

  it('ends with the reason of an abort', async () => {
    const aborted = AbortSignal.abort(new Error('stopped'));
    await expect(findEndpoint('localhost:1', [], aborted)).rejects.toThrow('stopped');
  });
});

describe.skipIf(!needs('openssl'))('a registry on this machine that speaks TLS', () => {
  it('is not asked over plain HTTP because its certificate cannot be trusted', async () => {
    const folder = workFolder();
    const options = ['-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=localhost', '-days', '2'];
    const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')];
    spawnSync('openssl', ['req', '-x509', ...options, ...files]);
    const key = readFileSync(join(folder, 'key.pem'));
    const server = createServer({ key, cert: readFileSync(join(folder, 'cert.pem')) }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.close();
    });
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    await expect(findEndpoint(host, [host], signal)).rejects.toMatchObject({ code: 'NETWORK_TLS' });
    await expect(connectRegistry(registryOptions(`${host}/app`))).rejects.toMatchObject({
      code: 'REGISTRY_TLS',
      hint: expect.stringContaining('NODE_EXTRA_CA_CERTS') as string,
    });
  });
});
