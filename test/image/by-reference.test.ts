import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openByReference } from '../../src/image/by-reference.ts';
import type { Image } from '../../src/image/image.ts';
import type { OpenOptions } from '../../src/image/open-options.ts';
import type { ReferenceSource } from '../../src/model/source.ts';
import { docker, loadIntoDaemon, removeAtEnd, uniqueName } from '../support/docker.ts';
import { json, startServer } from '../support/http-server.ts';
import { archiveBytes, makeImage, ociBlobs, type TestImage } from '../support/oci.ts';
import { openOptions } from '../support/open-options.ts';
import { pushImage } from '../support/push.ts';
import { readLayers } from '../support/read-layers.ts';
import { recordingLog } from '../support/recording-log.ts';
import { startRegistry, type TestRegistry } from '../support/registry.ts';
import { needs } from '../support/services.ts';
import { workFolder } from '../support/work-folder.ts';

const LOCAL = makeImage({ layers: [{ which: 'local' }], config: { Labels: { which: 'local' } } });
const REMOTE = makeImage({ layers: [{ which: 'remote' }], config: { Labels: { which: 'remote' } } });
const hasServices = needs('dockerd') && needs('docker-registry');

describe.skipIf(!hasServices)('openByReference with a daemon and a registry', () => {
  it.each<[string, Pick<ReferenceSource, 'from' | 'pull'>, string]>([
    ['the daemon’s', { from: 'auto', pull: 'missing' }, 'local'],
    ['the daemon’s', { from: 'auto', pull: 'never' }, 'local'],
    ['the daemon’s', { from: 'daemon', pull: 'missing' }, 'local'],
    ['the daemon’s', { from: 'daemon', pull: 'never' }, 'local'],
    ['the registry’s', { from: 'auto', pull: 'always' }, 'remote'],
    ['the registry’s', { from: 'registry', pull: 'missing' }, 'remote'],
    ['the registry’s', { from: 'registry', pull: 'always' }, 'remote'],
    ['the registry’s, through the daemon', { from: 'daemon', pull: 'always' }, 'remote'],
  ])('takes %s image when both have it: %j', async (_name, source, which) => {
    const { reference } = await both();
    const image = await open({ reference, ...source });
    expect(image.config.labels['which']).toBe(which);
    expect(image.source).toBe(which === 'local' || source.from === 'daemon' ? 'daemon' : 'registry');
    expect((await readLayers(image)).join('')).toContain(which);
    await image.close();
  });

  it.each<[Pick<ReferenceSource, 'from' | 'pull'>, 'registry' | 'daemon' | null]>([
    [{ from: 'auto', pull: 'missing' }, 'registry'],
    [{ from: 'daemon', pull: 'missing' }, 'daemon'],
    [{ from: 'auto', pull: 'never' }, null],
    [{ from: 'daemon', pull: 'never' }, null],
  ])('when only the registry has it, %j takes it from: %s', async (source, from) => {
    const registry = await registryFor();
    const reference = `${registry.host}/${uniqueName()}:1`;
    await push(registry, reference, REMOTE);
    removeAtEnd(reference);
    if (from === null) {
      await expect(open({ reference, ...source })).rejects.toMatchObject({ code: 'IMAGE_NOT_FOUND' });
      return;
    }
    const image = await open({ reference, ...source });
    expect(image).toMatchObject({ source: from, digest: ociBlobs(REMOTE).descriptor.digest });
    await image.close();
  });

  it('takes the layers of a pulled image from its registry, by digest', async () => {
    const registry = await registryFor();
    const reference = `${registry.host}/${uniqueName()}:1`;
    await push(registry, reference, REMOTE);
    docker('pull', '--quiet', reference);
    removeAtEnd(reference);
    // The tag moves on; the digest does not.
    await push(registry, reference, LOCAL);
    const log = recordingLog();
    const image = await open({ reference }, { log });
    expect(image).toMatchObject({
      source: 'daemon',
      reference,
      imageId: REMOTE.imageId,
      digest: ociBlobs(REMOTE).descriptor.digest,
    });
    expect(image.layers[0]?.blob.kind).toBe('stream');
    expect(await readLayers(image)).toEqual(REMOTE.layers);
    expect(log.messages.join()).toContain('from its registry');
    await image.close();
  });

  it('exports a pulled image when its registry is gone, and says so', async () => {
    const registry = await startRegistry();
    const reference = `${registry.host}/${uniqueName()}:1`;
    await push(registry, reference, REMOTE);
    docker('pull', '--quiet', reference);
    removeAtEnd(reference);
    await registry.stop();
    const log = recordingLog();
    const image = await open({ reference }, { log });
    expect(image).toMatchObject({ source: 'daemon', imageId: REMOTE.imageId, digest: null });
    expect(await readLayers(image)).toEqual(REMOTE.layers);
    expect(log.messages.join()).toContain('the registry does not give');
    await image.close();
  });

  it('asks the registry for a platform that the daemon’s image does not have', async () => {
    const { reference } = await both({
      ...REMOTE,
      ...makeImage({ layers: [{ which: 'remote' }], platform: ARM }),
    });
    const platform = { ...ARM, variant: null };
    const image = await open({ reference }, { platform });
    expect(image).toMatchObject({ source: 'registry', platform: { architecture: 'arm64' } });
    await image.close();
    await expect(open({ reference, pull: 'never' }, { platform })).rejects.toMatchObject({
      code: 'PLATFORM_MISMATCH',
    });
    await expect(open({ reference, from: 'daemon' }, { platform })).rejects.toMatchObject({
      code: 'PLATFORM_MISMATCH',
    });
  });

  it('takes a digest that the daemon does not have from the registry', async () => {
    const { reference } = await both();
    const { digest } = ociBlobs(REMOTE).descriptor;
    const image = await open({ reference: `${reference}@${digest}` });
    expect(image).toMatchObject({ source: 'registry', digest });
    await image.close();
  });

  it('opens an image by its id', async () => {
    const { reference } = await both();
    const id = docker('image', 'inspect', '--format', '{{.Id}}', reference);
    const image = await open({ reference: id });
    expect(image).toMatchObject({ source: 'daemon', imageId: id, reference: id });
    await image.close();
  });
});

describe('openByReference', () => {
  it.each<[Partial<ReferenceSource>, string]>([
    [{ reference: 'Upper' }, 'REFERENCE_INVALID'],
    [{ reference: 'a b' }, 'REFERENCE_INVALID'],
    [{ reference: '--help' }, 'REFERENCE_INVALID'],
    [{ from: 'registry', pull: 'never' }, 'PULL_NEVER'],
    [{ from: 'daemon' }, 'DAEMON_UNREACHABLE'],
    [{ pull: 'never' }, 'DAEMON_UNREACHABLE'],
    [{ reference: `sha256:${'1'.repeat(64)}` }, 'DAEMON_UNREACHABLE'],
  ])('without a daemon refuses %j', async (change, code) => {
    await expect(
      open({ reference: '127.0.0.1:1/app', ...change }, { env: noDaemon() }),
    ).rejects.toMatchObject({ code });
  });

  it('without a daemon asks the registry', async () => {
    await expect(open({ reference: '127.0.0.1:1/app' }, { env: noDaemon() })).rejects.toMatchObject({
      code: 'REGISTRY_UNREACHABLE',
    });
  });

  it('does not take another image from a daemon that mixes them up', async () => {
    const server = await startServer(({ path }, response) => {
      if (path.endsWith('/json')) json(response, { Id: LOCAL.imageId, Os: 'linux', Architecture: 'amd64' });
      else response.end(archiveBytes([REMOTE], { form: 'new' }));
    });
    const env = { DOCKER_HOST: `tcp://${server.host}` };
    await expect(open({ reference: 'app:1', from: 'daemon' }, { env })).rejects.toMatchObject({
      code: 'DAEMON_OTHER_IMAGE',
    });
  });

  it('leaves no temporary file behind', async () => {
    const server = await startServer(({ path }, response) => {
      if (path.endsWith('/json')) json(response, { Id: LOCAL.imageId, Os: 'linux', Architecture: 'amd64' });
      else response.end(archiveBytes([LOCAL], { form: 'new' }));
    });
    const cwd = workFolder();
    const env = { DOCKER_HOST: `tcp://${server.host}` };
    const image = await open({ reference: 'app:1' }, { env, cwd, tempDir: join(cwd, 'temp') });
    expect(image).toMatchObject({ source: 'daemon', reference: 'app:1' });
    await image.close();
    expect(readdirSync(join(cwd, 'temp'))).toEqual([]);
  });
});

const ARM = { os: 'linux', architecture: 'arm64' };

function open(source: Partial<ReferenceSource>, options: Partial<OpenOptions> = {}): Promise<Image> {
  const whole: ReferenceSource = { kind: 'image', reference: '', from: 'auto', pull: 'missing', ...source };
  return openByReference(whole, openOptions({ cwd: workFolder(), ...options }));
}

function noDaemon(): NodeJS.ProcessEnv {
  return { HOME: workFolder(), DOCKER_HOST: `unix://${join(workFolder(), 'none.sock')}` };
}

async function registryFor(): Promise<TestRegistry> {
  const registry = await startRegistry();
  onTestFinished(() => registry.stop());
  return registry;
}

/** One name with `LOCAL` in the daemon and another image in the registry. */
async function both(remote: TestImage = REMOTE): Promise<{ reference: string }> {
  const registry = await registryFor();
  const reference = `${registry.host}/${uniqueName()}:1`;
  await push(registry, reference, remote);
  loadIntoDaemon(LOCAL, reference);
  return { reference };
}

async function push(registry: TestRegistry, reference: string, image: TestImage): Promise<void> {
  const repository = reference.slice(registry.host.length + 1, reference.lastIndexOf(':'));
  await pushImage(registry, { repository, tag: '1' }, ociBlobs(image));
}
