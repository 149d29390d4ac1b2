import * as fc from 'fast-check';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createInflater } from '../../src/util/inflate.ts';
import { createHandleInflater } from '../../src/util/inflate-handle.ts';

type Kind = 'gzip' | 'zstd';

const PACK = {
  gzip: (bytes: Uint8Array) => gzipSync(bytes),
  zstd: (bytes: Uint8Array) => zstdCompressSync(bytes),
};
const WAYS = [
  ['gzip', false],
  ['gzip', true],
  ['zstd', false],
  ['zstd', true],
] as const;

/** One buffer for all chunks, as a reader of files has. */
async function inflate(kind: Kind, portable: boolean, packed: Buffer, step = 1000): Promise<Buffer> {
  const out: Buffer[] = [];
  const inflater = createInflater(kind, (bytes) => out.push(Buffer.from(bytes)), { portable });
  const buffer = Buffer.alloc(step);
  for (let at = 0; at < packed.length; at += step) {
    const size = packed.copy(buffer, 0, at, at + step);
    await inflater.push(buffer.subarray(0, size));
  }
  await inflater.end();
  return Buffer.concat(out);
}

describe.each(WAYS)('createInflater for %s (portable: %s)', (kind, portable) => {
  const text = Buffer.from(Array.from({ length: 90_000 }, (_, i) => `${i * 7919} `).join(''));

  it('gives back what was packed, whatever the sizes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 3000 }),
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 400 }),
        async (bytes, times, step) => {
          const content = Buffer.concat(Array.from({ length: times }, () => bytes));
          expect((await inflate(kind, portable, PACK[kind](content), step)).equals(content)).toBe(true);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('reads all members, also when one ends where a chunk ends', async () => {
    const member = PACK[kind](text);
    const all = Buffer.concat([text, text, text]);
    expect((await inflate(kind, portable, Buffer.concat([member, member, member]))).equals(all)).toBe(true);
    expect(
      (await inflate(kind, portable, Buffer.concat([member, member, member]), member.length)).equals(all),
    ).toBe(true);
  });

  it.each([1, 4, 9, 1000])('refuses data that is cut short by %i bytes', async (cut) => {
    const packed = PACK[kind](text);
    await expect(inflate(kind, portable, packed.subarray(0, -cut))).rejects.toMatchObject({
      code: 'INFLATE_FAILED',
    });
  });

  it('throws what the sink throws', async () => {
    const stop = new Error('enough');
    const inflater = createInflater(
      kind,
      () => {
        throw stop;
      },
      { portable },
    );
    const work = async (): Promise<void> => {
      await inflater.push(PACK[kind](text));
      await inflater.end();
    };
    await expect(work()).rejects.toBe(stop);
  });
});

describe('createInflater', () => {
  it.each([false, true])('refuses damaged gzip data (portable: %s)', async (portable) => {
    const packed = gzipSync('a text that is long enough to be damaged in the middle');
    packed[20] = (packed[20] ?? 0) ^ 0xff;
    await expect(inflate('gzip', portable, packed)).rejects.toMatchObject({ code: 'INFLATE_FAILED' });
  });

  it('allows zeros after the last gzip member, and nothing else', async () => {
    const packed = gzipSync('x');
    expect((await inflate('gzip', false, Buffer.concat([packed, Buffer.alloc(3000)]))).toString()).toBe('x');
    for (const rest of ['more', '\0more', `${'\0'.repeat(2000)}more`]) {
      const work = inflate('gzip', false, Buffer.concat([packed, Buffer.from(rest)]));
      await expect(work).rejects.toMatchObject({ code: 'INFLATE_FAILED' });
    }
  });

  it('refuses what follows a zstd frame and is none', async () => {
    const packed = Buffer.concat([zstdCompressSync('x'), Buffer.from('no frame')]);
    await expect(inflate('zstd', false, packed)).rejects.toMatchObject({ code: 'INFLATE_FAILED' });
  });
});

describe('createHandleInflater', () => {
  it.each(['gzip', 'zstd'] as const)('works with the Node that runs this, for %s', (kind) => {
    expect(createHandleInflater(kind, () => {})).not.toBeNull();
  });
});
