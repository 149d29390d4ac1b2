import * as fc from 'fast-check';
import { pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { createEntryPath, normalPath } from '../../../src/inventory/layer/path.ts';
import { createTarWalk } from '../../../src/inventory/layer/tar-walk.ts';
import { createChunker } from '../../../src/util/chunks.ts';
import { chunksOf } from '../../support/inventory-of.ts';
import { seal, tarBytes, tarHeader, type TarEntry } from '../../support/tar.ts';

interface Walked {
  readonly path: string;
  readonly type: string;
  readonly size: number;
  readonly link: string | null;
  readonly isSparse: boolean;
  readonly body: string;
}

const LIMITS = { entries: 1000, paxBytes: 10_000 };

/** Walks in chunks of `step` bytes, taking at most `most` bytes of each body. */
function walk(tar: Buffer, step = 700, most = 1_000_000, limits = LIMITS): Walked[] {
  const seen: Walked[] = [];
  const path = createEntryPath(10_000);
  const tarWalk = createTarWalk(
    {
      entry(entry) {
        path.set(entry);
        const type = String.fromCodePoint(entry.type);
        const { size, isSparse, longLink } = entry;
        seen.push({ path: path.text(), type, size, link: longLink, isSparse, body: '' });
        return Math.min(most, size);
      },
      body(bytes) {
        const last = seen.pop();
        if (last !== undefined) seen.push({ ...last, body: Buffer.from(bytes).toString('latin1') });
      },
    },
    limits,
  );
  const chunker = createChunker(tarWalk.push);
  for (const chunk of chunksOf(tar, step)) chunker.push(chunk);
  chunker.end();
  tarWalk.end();
  expect(tarWalk.entries()).toBe(seen.length);
  return seen;
}

async function packed(
  entries: readonly { header: { readonly name: string }; content: Buffer }[],
): Promise<Buffer> {
  const stream = pack();
  for (const { header, content } of entries) stream.entry(header, content);
  stream.finalize();
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts);
}

const name = fc
  .array(fc.stringMatching(/^[a-zé][a-z0-9é._-]{0,60}$/u), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join('/'));

const SPARSE_1_0 = { 'GNU.sparse.major': '1', 'GNU.sparse.minor': '0' };
const SPARSE_9 = { 'GNU.sparse.major': '9' };
const SPARSE_NAME = { 'GNU.sparse.name': 'decoy' };

describe('createTarWalk', () => {
  it('sees what tar-stream packed: names of any length, bodies, links', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ name, content: fc.uint8Array({ maxLength: 2000 }) }), { maxLength: 8 }),
        fc.integer({ min: 100, max: 5000 }),
        async (files, step) => {
          const tar = await packed(
            files.map((file) => ({ header: { name: file.name }, content: Buffer.from(file.content) })),
          );
          const expected = files.map((file) => [file.name, Buffer.from(file.content).toString('latin1')]);
          expect(walk(tar, step).map((one) => [one.path, one.body])).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives only as much of a body as was wanted, and finds the next entry', () => {
    const tar = tarBytes([
      { name: 'a', content: 'x'.repeat(3000) },
      { name: 'b', content: 'end' },
    ]);
    expect(walk(tar, 600, 1000).map(({ path, body }) => [path, body.length])).toEqual([
      ['a', 1000],
      ['b', 3],
    ]);
    expect(walk(tar, 600, 0).map(({ path, body }) => [path, body.length])).toEqual([
      ['a', 0],
      ['b', 0],
    ]);
  });

  it('takes path, link and size from PAX', () => {
    const long = `deep/${'x'.repeat(300)}`;
    const tar = tarBytes([
      { name: 'short', content: 'text', size: 0, pax: { path: long, size: '4' } },
      { name: 'l', type: '2', link: 'no', pax: { linkpath: 'real/target' } },
      { name: 'plain', content: 'x' },
    ]);
    expect(walk(tar)).toMatchObject([
      { path: long, size: 4, body: 'text' },
      { path: 'l', link: 'real/target' },
      { path: 'plain', link: null, body: 'x' },
    ]);
  });

  it('takes long names in the GNU form, and prefers them to PAX as Go does', () => {
    const tar = tarBytes([
      { name: '././@LongLink', type: 'L', content: 'gnu/name\0' },
      { name: '././@LongLink', type: 'K', content: 'gnu/target\0' },
      { name: 'cut', type: '2', link: 'cut', pax: { path: 'pax/name' } },
    ]);
    expect(walk(tar)).toMatchObject([{ path: 'gnu/name', link: 'gnu/target' }]);
  });

  it.each<[string, readonly TarEntry[], string]>([
    [
      'a sparse name in a form that is known',
      [{ name: 'x', pax: { ...SPARSE_1_0, ...SPARSE_NAME } }],
      'decoy',
    ],
    ['a sparse name by itself', [{ name: 'real', pax: SPARSE_NAME }], 'real'],
    ['a sparse name of an unknown form', [{ name: 'real', pax: { ...SPARSE_NAME, ...SPARSE_9 } }], 'real'],
    [
      'a PAX name that a global header follows',
      [{ name: 'P', type: 'x', content: '14 path=decoy\n' }, { name: 'g', type: 'g' }, { name: 'real' }],
      'real',
    ],
    [
      'a GNU name that a global header follows',
      [{ name: 'L', type: 'L', content: 'decoy' }, { name: 'g', type: 'g' }, { name: 'real' }],
      'real',
    ],
  ])('reads %s as Go does', (_, entries, expected) => {
    expect(walk(tarBytes(entries)).map(({ path }) => path)).toEqual([expected]);
  });

  it('passes over each block that continues the map of an old sparse header, whatever its flag', () => {
    const header = tarHeader({ name: 'old', type: 'S' });
    header[482] = 2;
    seal(header);
    const map = tarHeader({ name: 'decoy' });
    map[504] = 0xff;
    seal(map);
    const tar = Buffer.concat([header, map, tarHeader({ name: 'decoy' }), tarBytes([{ name: 'real' }])]);
    expect(walk(tar).map(({ path }) => path)).toEqual(['old', 'real']);
  });

  it('refuses a long name of an entry of the oldest form, which could be a folder or a file', () => {
    const old = tarHeader({ name: 'folder/', content: 'x' });
    old[156] = 0;
    seal(old);
    const long = tarBytes([{ name: 'L', type: 'L', content: 'file' }], false);
    expect(() => walk(Buffer.concat([long, old]))).toThrow(expect.objectContaining({ code: 'TAR_INVALID' }));
    expect(walk(old).map(({ path, type }) => [path, type])).toEqual([['folder', '5']]);
  });

  it('passes over global PAX headers', () => {
    const tar = tarBytes([
      {
        name: 'pax_global_header',
        type: 'g',
        content: '52 comment=0123456789012345678901234567890123456789\n',
      },
      { name: 'a', content: 'x' },
    ]);
    expect(walk(tar).map(({ path }) => path)).toEqual(['a']);
  });

  it('reads sizes in base-256', () => {
    const size = Buffer.alloc(12);
    size[0] = 0x80;
    size[11] = 3;
    expect(walk(tarBytes([{ name: 'a', content: 'abc', size }]))).toMatchObject([{ size: 3, body: 'abc' }]);
  });

  it('ignores the size of links and folders', () => {
    const tar = tarBytes([
      { name: 'd/', type: '5', size: 4096 },
      { name: 'h', type: '1', link: 'a', size: 99 },
      { name: 'l', type: '2', link: 'a', pax: { size: '99' } },
      { name: 'a', content: 'x' },
    ]);
    expect(walk(tar).map(({ path, size }) => [path, size])).toEqual([
      ['d', 0],
      ['h', 0],
      ['l', 0],
      ['a', 1],
    ]);
  });

  it('tells sparse files, and passes over the map that continues an old header', () => {
    const header = tarHeader({ name: 'old', type: 'S', size: 3 });
    header[482] = 1;
    seal(header);
    const map = Buffer.alloc(512);
    const body = Buffer.alloc(512);
    body.write('abc');
    const tar = Buffer.concat([
      header,
      map,
      body,
      tarBytes([{ name: 'x', content: 'y', pax: { ...SPARSE_1_0, 'GNU.sparse.name': 'new' } }]),
    ]);
    expect(walk(tar)).toMatchObject([
      { path: 'old', isSparse: true },
      { path: 'new', isSparse: true },
    ]);
  });

  it('stops at two blocks of zeros, whatever follows', () => {
    const tar = Buffer.concat([
      tarBytes([{ name: 'a' }]),
      tarBytes([{ name: 'hidden' }]),
      Buffer.from('rest'),
    ]);
    expect(walk(tar).map(({ path }) => path)).toEqual(['a']);
  });

  it('accepts an end without zeros, as Go does, and an empty tar', () => {
    expect(walk(tarBytes([{ name: 'a' }], false)).map(({ path }) => path)).toEqual(['a']);
    expect(walk(Buffer.alloc(0))).toEqual([]);
  });

  it.each([
    [
      'a body',
      tarBytes([{ name: 'a', content: 'x'.repeat(2000) }], false).subarray(0, 1024),
      'TAR_TRUNCATED',
    ],
    ['a long name', tarBytes([{ name: 'x', type: 'L', content: 'name' }]), 'TAR_TRUNCATED'],
    ['a header', tarBytes([{ name: 'a' }], false).subarray(0, 300), 'TAR_INVALID'],
    ['a checksum', tarBytes([{ name: 'a', badChecksum: true }]), 'TAR_INVALID'],
    ['one block of zeros', Buffer.concat([Buffer.alloc(512), tarBytes([{ name: 'a' }])]), 'TAR_INVALID'],
    ['a PAX record', tarBytes([{ name: 'x', type: 'x', content: 'nonsense' }]), 'TAR_INVALID'],
    ['a PAX size', tarBytes([{ name: 'x', pax: { size: '-1' } }]), 'TAR_INVALID'],
    ['a negative size', tarBytes([{ name: 'x', size: Buffer.alloc(12, 0xff) }]), 'TAR_INVALID'],
    ['a huge size', tarBytes([{ name: 'x', pax: { size: '9007199254740991' } }]), 'TAR_TRUNCATED'],
    [
      'a long PAX header',
      tarBytes([{ name: 'x', type: 'x', content: 'x'.repeat(10_001) }]),
      'TAR_NAME_TOO_LONG',
    ],
  ])('refuses a tar that is bad in %s', (_, tar, code) => {
    expect(() => walk(tar)).toThrow(expect.objectContaining({ code }));
  });

  it('stops at the limit of entries', () => {
    const tar = tarBytes(Array.from({ length: 4 }, (_, n) => ({ name: `f${n}` })));
    expect(walk(tar, 700, 0, { ...LIMITS, entries: 4 })).toHaveLength(4);
    expect(() => walk(tar, 700, 0, { ...LIMITS, entries: 3 })).toThrow(
      expect.objectContaining({ code: 'TAR_TOO_MANY_ENTRIES' }),
    );
  });

  it('never does anything but end or throw one of our errors on random bytes', () => {
    const valid = tarBytes([{ name: 'a', content: 'x'.repeat(600), pax: { path: 'b' } }, { name: 'c' }]);
    fc.assert(
      fc.property(fc.nat(valid.length - 1), fc.nat(255), (at, value) => {
        const tar = Buffer.from(valid);
        tar[at] = value;
        try {
          walk(tar);
        } catch (error) {
          expect(error).toHaveProperty('code', expect.stringMatching(/^TAR_/u));
        }
      }),
    );
  });
});

describe('createEntryPath', () => {
  it.each([
    ['./etc/passwd', 'etc/passwd'],
    ['/etc/passwd', 'etc/passwd'],
    ['etc//passwd', 'etc/passwd'],
    ['etc/./passwd', 'etc/passwd'],
    ['../../etc/passwd', 'etc/passwd'],
    ['a/../etc/passwd', 'etc/passwd'],
    ['a/b/../../etc/passwd', 'etc/passwd'],
    ['etc/passwd/', 'etc/passwd'],
    ['...', '...'],
    ['.wh.a', '.wh.a'],
    ['./', ''],
    ['..', ''],
  ])('reads %s as %s', (stored, path) => {
    expect(walk(tarBytes([{ name: stored }]))[0]?.path).toBe(path);
    expect(walk(tarBytes([{ name: 'x', pax: { path: stored } }]))[0]?.path).toBe(path);
    expect(normalPath(stored)).toBe(path);
  });

  it('agrees with the normal form of the text', () => {
    const part = fc.oneof(fc.constantFrom('', '.', '..', '...', '.a'), fc.stringMatching(/^[a-c]{1,3}$/u));
    const names = fc.array(part, { minLength: 1, maxLength: 12 }).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(names, (stored) => {
        fc.pre(stored !== '');
        expect(walk(tarBytes([{ name: 'x', pax: { path: stored } }]))[0]?.path).toBe(normalPath(stored));
      }),
    );
  });
});
