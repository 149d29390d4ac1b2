import { describe, expect, it } from 'vitest';
import { readDockerImage } from '../../../src/image/archive/docker-archive.ts';
import { makeImage } from '../../support/oci.ts';
import { memoryStore } from '../../support/memory-store.ts';

const IMAGE = makeImage({ layers: [{ a: '1' }] });
const NAME = `${IMAGE.imageId.slice(7)}.json`;
const ENTRY = { Config: NAME, RepoTags: ['app:1'], Layers: ['l.tar'] };
const FILES = { [NAME]: IMAGE.config, 'c.json': IMAGE.config, 'l.tar': IMAGE.layers[0] ?? '' };

describe('readDockerImage', () => {
  it('gives null when there is no manifest.json', async () => {
    expect(await readDockerImage(memoryStore({}))).toBeNull();
  });

  it.each([
    ['a configuration named by its digest', ENTRY],
    ['a configuration with another name', { ...ENTRY, Config: 'c.json' }],
    ['no tags', { ...ENTRY, RepoTags: null }],
  ])('reads %s', async (_name, entry) => {
    const image = await read([entry]);
    expect(image).toMatchObject({ digest: null, chain: [], parsed: { imageId: IMAGE.imageId } });
    expect(image?.layers[0]).toMatchObject({ digest: null, size: IMAGE.layers[0]?.length });
  });

  it('reads one image that is listed twice', async () => {
    expect(await read([ENTRY, { ...ENTRY, RepoTags: ['app:2'] }])).not.toBeNull();
  });

  it.each<[string, unknown, string]>([
    ['no list', {}, 'manifest.json'],
    ['an empty list', [], 'lists no image'],
    ['no configuration', [{ Layers: [] }], '0.Config'],
    ['a layer that is no text', [{ ...ENTRY, Layers: [1] }], '0.Layers.0'],
    ['a configuration that is not there', [{ ...ENTRY, Config: 'gone' }], '"gone", which is not there'],
    ['a layer that is not there', [{ ...ENTRY, Layers: ['gone'] }], '"gone", which is not there'],
    ['a key that Go would take for another', [{ ...ENTRY, layers: [] }], 'can be taken for "Layers"'],
  ])('refuses %s', async (_name, manifest, words) => {
    await expect(read(manifest)).rejects.toMatchObject({
      code: 'ARCHIVE_INVALID',
      message: expect.stringContaining(words),
    });
  });

  it('refuses a configuration that is not the one it is named for', async () => {
    const other = makeImage({ layers: [{ a: '2' }] });
    const store = memoryStore({ ...FILES, [NAME]: other.config, 'manifest.json': JSON.stringify([ENTRY]) });
    await expect(readDockerImage(store)).rejects.toThrow('is named');
  });

  it('refuses several images and lists them', async () => {
    const work = read([ENTRY, { ...ENTRY, Layers: [], RepoTags: ['evil\u001b[31m:2'] }]);
    await expect(work).rejects.toMatchObject({ code: 'SEVERAL_IMAGES' });
    await expect(work).rejects.toThrow('app:1, evil\\u{1b}[31m:2');
  });
});

function read(manifest: unknown): ReturnType<typeof readDockerImage> {
  return readDockerImage(memoryStore({ ...FILES, 'manifest.json': JSON.stringify(manifest) }));
}
