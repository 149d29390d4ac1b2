import { describe, expect, it } from 'vitest';
import { blobPath, locateLayer, readBlob } from '../../../src/image/layout/blob-store.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { sha256Of } from '../../support/tar.ts';

const BYTES = Buffer.from('bytes');
const DESCRIPTOR = { mediaType: 'text/plain', digest: sha256Of(BYTES), size: BYTES.length };
const PATH = blobPath(DESCRIPTOR.digest);

describe('readBlob and locateLayer', () => {
  it('give what the descriptor names', async () => {
    const store = memoryStore({ [PATH]: BYTES });
    expect(await readBlob(store, DESCRIPTOR, 100)).toEqual(BYTES);
    expect(await locateLayer(store, DESCRIPTOR)).toMatchObject({
      digest: DESCRIPTOR.digest,
      size: 5,
      mediaType: 'text/plain',
    });
  });

  it.each([
    ['a blob that is not there', {}, 'BLOB_MISSING'],
    ['a blob that is too short', { [PATH]: BYTES.subarray(1) }, 'BLOB_SIZE'],
    ['a blob that is too long', { [PATH]: `${BYTES.toString()}x` }, 'BLOB_SIZE'],
  ])('refuse %s', async (_name, files, code) => {
    await expect(readBlob(memoryStore(files), DESCRIPTOR, 100)).rejects.toMatchObject({ code });
    await expect(locateLayer(memoryStore(files), DESCRIPTOR)).rejects.toMatchObject({ code });
  });

  it('refuse other bytes of the same size', async () => {
    await expect(readBlob(memoryStore({ [PATH]: 'other' }), DESCRIPTOR, 100)).rejects.toMatchObject({
      code: 'DIGEST_MISMATCH',
    });
  });
});
