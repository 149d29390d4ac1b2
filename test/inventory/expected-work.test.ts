import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Layer } from '../../src/image/image.ts';
import { expectedWork } from '../../src/inventory/expected-work.ts';
import { workFolder } from '../support/work-folder.ts';

function layerOf(blob: Layer['blob'], size: number): Layer {
  return { index: 0, diffId: 'sha256:0', digest: null, size, createdBy: null, blob };
}

function inFile(bytes: Uint8Array): Layer {
  const file = path.join(workFolder(), 'blob');
  writeFileSync(file, Buffer.concat([Buffer.alloc(7, 1), bytes, Buffer.alloc(9, 2)]));
  return layerOf({ kind: 'file', path: file, offset: 7, length: bytes.length }, bytes.length);
}

describe('the work that a layer is expected to be', () => {
  it('grows with what a gzip file says that it inflates to', () => {
    const packed = gzipSync(Buffer.alloc(100_000));
    expect(expectedWork(inFile(packed))).toBe(100_000 + 2.5 * packed.length);
  });

  it('is the size of a layer that says nothing of it', () => {
    expect(expectedWork(inFile(Buffer.alloc(5000)))).toBe(5000);
    expect(expectedWork(layerOf({ kind: 'stream', open: () => Promise.reject(new Error()) }, 70))).toBe(70);
  });

  it.each([
    ['no file', { kind: 'file', path: '/nowhere/at/all', offset: 0, length: 4 } as const],
    ['a folder', { kind: 'file', path: '/', offset: 0, length: 4 } as const],
  ])('is the size where there is %s: reading the layer tells what is wrong', (_, blob) => {
    expect(expectedWork(layerOf(blob, 4))).toBe(4);
  });
});
