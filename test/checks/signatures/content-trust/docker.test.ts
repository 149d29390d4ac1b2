import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { loadIntoDaemon, removeAtEnd } from '../../../support/docker.ts';
import type { TestNotary } from '../../../support/notary-server.ts';
import { startNotary } from '../../../support/notary-server.ts';
import type { NotaryTools } from '../../../support/notary-tools.ts';
import { notaryTools, uniqueRepository } from '../../../support/notary-tools.ts';
import { verdict } from '../../../support/notary-verify.ts';
import { makeImage, ociBlobs } from '../../../support/oci.ts';
import { hasProgram } from '../../../support/programs.ts';
import type { PushedManifest } from '../../../support/push.ts';
import { pushIndex } from '../../../support/push.ts';
import type { TestRegistry } from '../../../support/registry.ts';
import { startRegistry } from '../../../support/registry.ts';
import { needs } from '../../../support/services.ts';

const there = [
  needs('dockerd'),
  needs('docker-registry'),
  needs('notary'),
  needs('notary-server'),
  needs('notary-signer'),
  hasProgram('docker', ['trust', '--help'], 'content trust by the program docker'),
];

describe.skipIf(there.includes(false))('images that the program docker signed', () => {
  let registry: TestRegistry;
  let server: TestNotary;
  let tools: NotaryTools;
  beforeAll(async () => {
    registry = await startRegistry();
    server = await startNotary({ keys: 'signer' });
    tools = notaryTools(server);
  });
  afterAll(async () => {
    tools.remove();
    await server.stop();
    await registry.stop();
  });

  /** What the registry has under a name. */
  async function manifestOf(repository: string, tag: string): Promise<PushedManifest> {
    const mediaType = 'application/vnd.docker.distribution.manifest.v2+json';
    const response = await fetch(`${registry.url}/v2/${repository}/manifests/${tag}`, {
      headers: { accept: mediaType },
    });
    const bytes = await response.arrayBuffer();
    return { digest: response.headers.get('docker-content-digest') ?? '', size: bytes.byteLength, mediaType };
  }

  /** Pushes an image of its own with content trust. */
  async function push(repository: string, tag: string): Promise<void> {
    const name = `${registry.host}/${repository}:${tag}`;
    loadIntoDaemon(makeImage({ layers: [{ name }] }), name);
    removeAtEnd(name);
    await tools.docker('push', name);
  }

  async function ask(repository: string, tag: string, signers: readonly string[] = []): Promise<string> {
    const reference = `${registry.host}/${repository}:${tag}`;
    const { digest, size } = await manifestOf(repository, tag);
    const authority = { server: server.url, rootKeys: tools.rootKeyIds(), signers };
    return verdict({ reference, digest, size, authority });
  }

  /** Tags with their digests and signers, by `docker trust inspect`. */
  async function inspect(repository: string): Promise<readonly SignedTag[]> {
    const said = await tools.docker('trust', 'inspect', `${registry.host}/${repository}`);
    return (JSON.parse(said) as [{ SignedTags: SignedTag[] }])[0].SignedTags;
  }

  interface SignedTag {
    readonly SignedTag: string;
    readonly Digest: string;
    readonly Signers: readonly string[];
  }

  it('are accepted after a push, and one root key is for all repositories', async () => {
    const [one, other] = [uniqueRepository(), uniqueRepository()];
    await push(one, '1');
    await push(other, '1');
    expect(tools.rootKeyIds()).toHaveLength(1);
    expect(await ask(one, '1')).toBe('accepted: Repo Admin');
    expect(await ask(other, '1')).toBe('accepted: Repo Admin');
    expect(await inspect(one)).toMatchObject([{ SignedTag: '1', Signers: ['Repo Admin'] }]);
  });

  it('are accepted from a signer who was added, refused when signed before, and when revoked', async () => {
    const repository = uniqueRepository();
    const gun = `${registry.host}/${repository}`;
    await push(repository, 'old');
    await tools.docker('trust', 'key', 'generate', 'alice', '--dir', tools.folder);
    await tools.docker('trust', 'signer', 'add', '--key', join(tools.folder, 'alice.pub'), 'alice', gun);
    expect(await ask(repository, 'old')).toBe('accepted: Repo Admin');
    expect(await ask(repository, 'old', ['alice'])).toBe('CONTENT_TRUST_SIGNER_MISSING');
    await push(repository, 'new');
    expect(await ask(repository, 'new', ['alice'])).toBe('accepted: alice');
    const seen = await inspect(repository);
    for (const { SignedTag, Digest, Signers } of seen) {
      expect(await ask(repository, SignedTag)).toBe(`accepted: ${Signers.join(', ')}`);
      expect((await manifestOf(repository, SignedTag)).digest).toBe(`sha256:${Digest}`);
    }
    expect(seen.map(({ SignedTag }) => SignedTag).toSorted()).toEqual(['new', 'old']);
    await tools.docker('trust', 'revoke', '-y', `${gun}:new`);
    expect(await ask(repository, 'new')).toBe('CONTENT_TRUST_TAG_UNSIGNED');
  });

  it('are refused when something else was pushed under the tag without content trust', async () => {
    const repository = uniqueRepository();
    await push(repository, '1');
    const images = [makeImage({ layers: [{ a: 'other' }] })].map((image) => ociBlobs(image));
    const { digest, size } = await pushIndex(registry, { repository, tag: '1' }, images);
    const authority = { server: server.url, rootKeys: tools.rootKeyIds() };
    const reference = `${registry.host}/${repository}:1`;
    expect(await verdict({ reference, digest, size, authority })).toBe('CONTENT_TRUST_OTHER_DIGEST');
  });

  it('are accepted as an index of several platforms', async () => {
    const repository = uniqueRepository();
    const gun = `${registry.host}/${repository}`;
    const images = ['amd64', 'arm64'].map((architecture) =>
      ociBlobs(makeImage({ layers: [{ architecture }], platform: { os: 'linux', architecture } })),
    );
    const { digest, size } = await pushIndex(registry, { repository, tag: '1' }, images);
    await tools.notary('init', '-p', gun);
    await tools.notary('addhash', '-p', gun, '1', String(size), '--sha256', digest.slice('sha256:'.length));
    expect(await inspect(repository)).toMatchObject([
      { SignedTag: '1', Digest: digest.slice('sha256:'.length) },
    ]);
    const authority = { server: server.url, rootKeys: tools.rootKeyIds() };
    expect(await verdict({ reference: `${gun}:1`, digest, size, authority })).toBe('accepted: Repo Admin');
  });
});
