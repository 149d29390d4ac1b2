import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inflateFailed, sniffCompression } from '../../src/util/compression.ts';

describe('sniffCompression', () => {
  it.each([
    ['gzip', gzipSync('x')],
    ['zstd', zstdCompressSync('x')],
    ['zstd', Buffer.from('502a4d18040000', 'hex')],
    ['none', Buffer.from('etc/passwd\0')],
    ['none', Buffer.from('BZ')],
    ['none', Buffer.from([0x1f])],
    ['none', Buffer.alloc(0)],
  ] as const)('tells %s', (compression, bytes) => {
    expect(sniffCompression(bytes)).toBe(compression);
  });

  it.each([
    ['xz', Buffer.from('fd377a585a0000', 'hex')],
    ['bzip2', Buffer.from('BZh91AY')],
  ])('refuses %s by name', (name, bytes) => {
    expect(() => sniffCompression(bytes)).toThrow(
      expect.objectContaining({ code: 'COMPRESSION_UNSUPPORTED', message: expect.stringContaining(name) }),
    );
  });
});

describe('inflateFailed', () => {
  it('says which kind of data and what is wrong', () => {
    expect(inflateFailed('gzip', 'bad')).toMatchObject({
      code: 'INFLATE_FAILED',
      message: 'the gzip data is damaged: bad',
    });
  });
});
