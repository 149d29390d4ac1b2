import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findDaemon } from '../../../src/image/daemon/host.ts';
import { workFolder } from '../../support/work-folder.ts';

describe('findDaemon', () => {
  it.each([
    ['unix:///run/user/1000/docker.sock', { kind: 'socket', path: '/run/user/1000/docker.sock' }],
    ['unix://', { kind: 'socket', path: '/var/run/docker.sock' }],
    ['npipe:////./pipe/docker', { kind: 'socket', path: '//./pipe/docker' }],
    ['tcp://10.0.0.1:2375', { kind: 'tcp', host: '10.0.0.1', port: 2375, tls: null }],
    ['tcp://docker', { kind: 'tcp', host: 'docker', port: 2375, tls: null }],
    ['http://docker:1234', { kind: 'tcp', host: 'docker', port: 1234, tls: null }],
  ])('reads DOCKER_HOST=%s', async (DOCKER_HOST, expected) => {
    expect(await findDaemon({ DOCKER_HOST, HOME: workFolder() })).toEqual(expected);
  });

  it.each(['ssh://user@host', 'docker', 'ftp://x', 'tcp://', '::'])(
    'refuses DOCKER_HOST=%s',
    async (DOCKER_HOST) => {
      await expect(findDaemon({ DOCKER_HOST, HOME: workFolder() })).rejects.toMatchObject({
        code: 'DOCKER_HOST_INVALID',
      });
    },
  );

  it('uses certificates when TLS is asked for', async () => {
    const folder = workFolder({ 'ca.pem': 'CA', 'cert.pem': 'CERT', 'key.pem': 'KEY' });
    const env = { DOCKER_HOST: 'tcp://docker', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: folder };
    expect(await findDaemon(env)).toEqual({
      kind: 'tcp',
      host: 'docker',
      port: 2376,
      tls: { ca: Buffer.from('CA'), cert: Buffer.from('CERT'), key: Buffer.from('KEY') },
    });
  });

  it('does not go on without TLS when the certificates are not there', async () => {
    const env = { DOCKER_HOST: 'tcp://docker', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: workFolder() };
    await expect(findDaemon(env)).rejects.toMatchObject({ code: 'DOCKER_CERTIFICATES' });
  });

  it('reads the context in use, and DOCKER_HOST goes before it', async () => {
    const HOME = workFolder({
      '.docker/config.json': '{"currentContext":"rootless"}',
      [metaPath('rootless')]: meta('unix:///rootless.sock'),
      [metaPath('other')]: meta('unix:///other.sock'),
    });
    expect(await findDaemon({ HOME })).toEqual({ kind: 'socket', path: '/rootless.sock' });
    expect(await findDaemon({ HOME, DOCKER_CONTEXT: 'other' })).toEqual({
      kind: 'socket',
      path: '/other.sock',
    });
    expect(await findDaemon({ HOME, DOCKER_HOST: 'unix:///x' })).toEqual({ kind: 'socket', path: '/x' });
  });

  it('does not ask the default daemon when the context cannot be read', async () => {
    const HOME = workFolder({ '.docker/config.json': '{"currentContext":"gone"}' });
    await expect(findDaemon({ HOME })).rejects.toThrow('the Docker context "gone" cannot be read');
  });

  it.each([
    {},
    { '.docker/config.json': '{"currentContext":"default"}' },
    { '.docker/config.json': 'nonsense' },
  ])('takes the default socket when nothing is configured: %j', async (files) => {
    const found = await findDaemon({ HOME: workFolder(files) });
    expect(found).toEqual({ kind: 'socket', path: '/var/run/docker.sock' });
  });
});

function metaPath(name: string): string {
  return join('.docker/contexts/meta', createHash('sha256').update(name).digest('hex'), 'meta.json');
}

function meta(host: string): string {
  return JSON.stringify({ Endpoints: { docker: { Host: host } } });
}
