import { describe, expect, it } from 'vitest';
import type { Image } from '../../src/image/image.ts';
import { takeInventory } from '../../src/inventory/take.ts';
import { SILENT } from '../../src/util/log.ts';
import { imageOf, inventoryOf } from '../support/inventory-of.ts';
import { debianLayer, dpkgStanza } from '../support/package-files.ts';

const SIGNAL = new AbortController().signal;

describe('takeInventory, when a layer is not what it should be', () => {
  const layers = [
    debianLayer(dpkgStanza('a', '1')),
    [{ name: 'x', content: 'x'.repeat(100_000), pax: { path: 'a/long/name/of/a/file' } }],
  ];

  it.each(['none', 'gzip', 'zstd'] as const)('refuses changed bytes (%s)', async (compression) => {
    const spoil = (bytes: Buffer): Buffer => {
      const changed = Buffer.from(bytes);
      const at = changed.length >> 1;
      changed[at] = (changed[at] ?? 0) ^ 1;
      return changed;
    };
    await expect(inventoryOf(layers, {}, { compression, spoil })).rejects.toMatchObject({
      code: expect.stringMatching(/^(?:DIGEST_MISMATCH|INFLATE_FAILED|TAR_INVALID)$/u),
      message: expect.stringContaining('layer'),
    });
  });

  it.each([
    ['memory', 'SIZE_MISMATCH|TAR_TRUNCATED'],
    ['file', 'SIZE_MISMATCH'],
  ] as const)('refuses bytes that are missing (%s)', async (where, code) => {
    for (const compression of ['none', 'gzip'] as const) {
      const work = inventoryOf(layers, {}, { compression, where, spoil: (bytes) => bytes.subarray(0, -10) });
      await expect(work).rejects.toMatchObject({ code: expect.stringMatching(new RegExp(code, 'u')) });
    }
  });

  it('refuses a file that ends too early', async () => {
    const image = imageOf(layers, { where: 'file' });
    const longer = image.layers.map((layer) => {
      return layer.blob.kind === 'file'
        ? { ...layer, blob: { ...layer.blob, length: layer.blob.length + 1e6 } }
        : layer;
    });
    await expect(take({ ...image, layers: longer })).rejects.toMatchObject({ code: 'LAYER_UNREADABLE' });
  });

  it('refuses a content that is not the one of the configuration', async () => {
    const [a, b] = imageOf(layers, { compression: 'gzip' }).layers;
    if (a === undefined || b === undefined) throw new Error('two layers');
    const work = take({ ...imageOf([]), layers: [{ ...a, diffId: b.diffId }, b] });
    await expect(work).rejects.toMatchObject({
      code: 'DIGEST_MISMATCH',
      message: expect.stringContaining('uncompressed layer 0'),
    });
  });

  it.each([
    ['layerBytes', { layerBytes: 50_000 }, 'LAYER_TOO_LARGE'],
    ['imageBytes', { imageBytes: 90_000 }, 'LAYER_TOO_LARGE'],
    ['inflateRatio', { inflateRatio: 50, inflateRatioFrom: 10_000 }, 'LAYER_TOO_LARGE'],
    ['entries', { entries: 1 }, 'TAR_TOO_MANY_ENTRIES'],
    ['records', { records: 1 }, 'LAYER_TOO_LARGE'],
    ['paxBytes', { paxBytes: 10 }, 'TAR_NAME_TOO_LONG'],
    ['pathBytes', { pathBytes: 10 }, 'TAR_NAME_TOO_LONG'],
  ] as const)('stops at the limit %s', async (_, limits, code) => {
    await expect(inventoryOf(layers, { limits }, { compression: 'gzip' })).rejects.toMatchObject({ code });
  });

  it('stops at the limit of links and whiteouts', async () => {
    const links = [1, 2, 3].map((n) => ({ name: `l${n}`, type: '2', link: 'x' }));
    const whiteouts = [1, 2, 3].map((n) => ({ name: `.wh.l${n}` }));
    for (const entries of [links, whiteouts]) {
      expect(await inventoryOf([entries], { limits: { links: 3 } })).toMatchObject({ components: [] });
      await expect(inventoryOf([entries], { limits: { links: 2 } })).rejects.toMatchObject({
        code: 'LAYER_TOO_LARGE',
      });
    }
  });

  it('refuses layers that are compressed in a way that is not read', async () => {
    const xz = (): Buffer => Buffer.from('fd377a585a000000', 'hex');
    await expect(inventoryOf([{}], {}, { spoil: xz })).rejects.toMatchObject({
      code: 'COMPRESSION_UNSUPPORTED',
      message: expect.stringMatching(/^layer 0: .*xz/u),
    });
  });

  it('passes on what the source of a stream throws', async () => {
    const [layer] = imageOf([{}]).layers;
    if (layer === undefined) throw new Error('one layer');
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(Buffer.alloc(100));
      throw new Error('the connection ended');
    }
    for (const open of [
      () => Promise.reject(new Error('the connection ended')),
      () => Promise.resolve(broken()),
    ]) {
      const image = { ...imageOf([]), layers: [{ ...layer, blob: { kind: 'stream' as const, open } }] };
      await expect(take(image)).rejects.toThrow('the connection ended');
    }
  });

  it('ends when it is told to, and closes the stream', async () => {
    const abort = new AbortController();
    const closed = Promise.withResolvers<void>();
    async function* endless(signal: AbortSignal): AsyncGenerator<Uint8Array> {
      try {
        for (let n = 0; ; n++) {
          if (n === 50) abort.abort(new Error('no more time'));
          signal.throwIfAborted();
          yield await Promise.resolve(Buffer.alloc(512, 'x'));
        }
      } finally {
        closed.resolve();
      }
    }
    const [layer] = imageOf([{ a: 'x' }]).layers;
    if (layer === undefined) throw new Error('one layer');
    const blob = { kind: 'stream' as const, open: (signal: AbortSignal) => Promise.resolve(endless(signal)) };
    const work = takeInventory(
      { ...imageOf([]), layers: [{ ...layer, blob }] },
      { log: SILENT, signal: abort.signal },
    );
    await expect(work).rejects.toBeInstanceOf(Error);
    await closed.promise;
  });

  it('does not start when it is over already', async () => {
    const work = takeInventory(imageOf(layers), {
      log: SILENT,
      signal: AbortSignal.abort(new Error('over')),
    });
    await expect(work).rejects.toMatchObject({
      code: 'INVENTORY_STOPPED',
      message: expect.stringContaining('over'),
    });
  });
});

function take(image: Image) {
  return takeInventory(image, { log: SILENT, signal: SIGNAL });
}
