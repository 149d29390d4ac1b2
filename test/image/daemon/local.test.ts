import type Docker from 'dockerode';
import { describe, expect, it } from 'vitest';
import { connectDaemon } from '../../../src/image/daemon/client.ts';
import { digestAt, findLocal, type LocalImage } from '../../../src/image/daemon/local.ts';
import { parseReference } from '../../../src/model/reference.ts';
import { loadIntoDaemon, uniqueName } from '../../support/docker.ts';
import { json, startServer } from '../../support/http-server.ts';
import { makeImage } from '../../support/oci.ts';
import { needs } from '../../support/services.ts';

const SIGNAL = new AbortController().signal;
const ID = `sha256:${'1'.repeat(64)}`;
const DIGEST = `sha256:${'2'.repeat(64)}`;

describe('findLocal', () => {
  it('reads what is used of the answer', async () => {
    const docker = await answering({
      Id: ID,
      Os: 'linux',
      Architecture: 'arm64',
      Variant: 'v8',
      RepoDigests: [`alpine@${DIGEST}`, 'not a reference'],
    });
    expect(await findLocal(docker, 'alpine', SIGNAL)).toEqual({
      id: ID,
      platform: { os: 'linux', architecture: 'arm64', variant: 'v8' },
      repoDigests: [{ registry: 'docker.io', repository: 'library/alpine', tag: null, digest: DIGEST }],
    });
  });

  it('takes absent variants and digests as none', async () => {
    const docker = await answering({
      Id: ID,
      Os: 'linux',
      Architecture: 'amd64',
      Variant: '',
      RepoDigests: null,
    });
    expect(await findLocal(docker, 'x', SIGNAL)).toMatchObject({
      platform: { variant: null },
      repoDigests: [],
    });
  });

  it.each([
    [{}],
    [{ Id: 'x', Os: 'linux', Architecture: 'amd64' }],
    [{ Id: ID, Os: '', Architecture: 'amd64' }],
    ['text'],
  ])('refuses the answer %j', async (answer) => {
    await expect(findLocal(await answering(answer), 'x', SIGNAL)).rejects.toMatchObject({
      code: 'DAEMON_ERROR',
    });
  });

  it('gives null for 404 and nothing else', async () => {
    expect(await findLocal(await answering({ message: 'no' }, 404), 'x', SIGNAL)).toBeNull();
    const work = findLocal(await answering({ message: 'broken' }, 500), 'x', SIGNAL);
    await expect(work).rejects.toThrow('broken');
  });

  it.skipIf(!needs('dockerd'))('finds an image of the real daemon by name and by id', async () => {
    const image = makeImage({ layers: [{ a: 'x' }] });
    const name = `${uniqueName()}:1`;
    loadIntoDaemon(image, name);
    const docker = await connectDaemon(process.env);
    const local = await findLocal(docker, name, SIGNAL);
    expect(local?.platform).toEqual({ os: 'linux', architecture: 'amd64', variant: null });
    expect(await findLocal(docker, local?.id ?? '', SIGNAL)).toEqual(local);
    expect(await findLocal(docker, `${uniqueName()}:1`, SIGNAL)).toBeNull();
  });
});

describe('digestAt', () => {
  const local: LocalImage = {
    id: ID,
    platform: { os: 'linux', architecture: 'amd64', variant: null },
    repoDigests: [{ registry: 'ghcr.io', repository: 'a/b', tag: null, digest: DIGEST }],
  };

  it.each([
    ['ghcr.io/a/b:1', DIGEST],
    ['ghcr.io/a/b', DIGEST],
    ['ghcr.io/a/c', null],
    ['docker.io/a/b', null],
    ['a/b', null],
  ])('of %s is %s', (text, expected) => {
    const reference = parseReference(text);
    expect(reference === null ? 'no reference' : digestAt(local, reference)).toBe(expected);
  });
});

async function answering(value: unknown, status = 200): Promise<Docker> {
  const server = await startServer((_request, response) => json(response, value, status));
  return await connectDaemon({ DOCKER_HOST: `tcp://${server.host}` });
}
