import { open } from 'node:fs/promises';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexTar, type Span } from '../../../src/image/archive/tar-index.ts';
import { GateError } from '../../../src/model/errors.ts';
import { tarBytes, tarHeader, type TarEntry } from '../../support/tar.ts';
import { workFolder } from '../../support/work-folder.ts';

describe('indexTar', () => {
  it.each<[string, readonly TarEntry[], string, string]>([
    ['a file', [{ name: 'a', content: 'A' }], 'a', 'A'],
    ['a file by a name with dots', [{ name: './d/a', content: 'A' }], 'd/../d/a', 'A'],
    ['a file with a PAX name', [{ name: 'x', pax: { path: 'long/name' }, content: 'A' }], 'long/name', 'A'],
    [
      'a file with a GNU name',
      [
        { name: 'L', type: 'L', content: 'gnu/name\0' },
        { name: 'x', content: 'A' },
      ],
      'gnu/name',
      'A',
    ],
    [
      'a file with a GNU name and a PAX one, as Go does',
      [
        { name: 'L', type: 'L', content: 'gnu/name\0' },
        { name: 'x', pax: { path: 'pax/name' }, content: 'A' },
      ],
      'gnu/name',
      'A',
    ],
    [
      'a file whose PAX name a global header cancels, as in Go',
      [
        { name: 'P', type: 'x', content: '14 path=decoy\n' },
        { name: 'g', type: 'g' },
        { name: 'a', content: 'A' },
      ],
      'a',
      'A',
    ],
    [
      'a file after a link with a PAX size',
      [
        { name: 'l', type: '2', link: 'a', pax: { size: '512' } },
        { name: 'a', content: 'A' },
      ],
      'a',
      'A',
    ],
    [
      'a file after a long one',
      [
        { name: 'x', content: 'x'.repeat(5000) },
        { name: 'a', content: 'A' },
      ],
      'a',
      'A',
    ],
    [
      'a symbolic link',
      [
        { name: 'd/l', type: '2', link: '../a' },
        { name: 'a', content: 'A' },
      ],
      'd/l',
      'A',
    ],
    [
      'a hard link',
      [
        { name: 'a', content: 'A' },
        { name: 'd/l', type: '1', link: 'a' },
      ],
      'd/l',
      'A',
    ],
    [
      'a link with a PAX target',
      [
        { name: 'l', type: '2', link: 'no', pax: { linkpath: 'a' } },
        { name: 'a', content: 'A' },
      ],
      'l',
      'A',
    ],
    [
      'a link that would leave the root',
      [
        { name: 'l', type: '2', link: '../../../a' },
        { name: 'a', content: 'A' },
      ],
      'l',
      'A',
    ],
    [
      'a size of PAX',
      [{ name: 'a', size: 0, pax: { size: '3' }, content: 'AAA' }, { name: 'b' }],
      'a',
      'AAA',
    ],
  ])('finds %s', async (_name, entries, path, content) => {
    expect(await contentOf(tarBytes(entries), path)).toBe(content);
  });

  it.each<[string, readonly TarEntry[]]>([
    ['what is not there', []],
    ['a folder', [{ name: 'a/', type: '5' }]],
    ['what only a global header names', [{ name: 'g', type: 'g', content: '10 path=a\n' }, { name: 'b' }]],
    ['a link to nowhere', [{ name: 'a', type: '2', link: 'gone' }]],
    ['a link to a file on the host', [{ name: 'a', type: '2', link: '/etc/passwd' }]],
  ])('finds no file for %s', async (_name, entries) => {
    expect(await contentOf(tarBytes(entries), 'a')).toBeNull();
  });

  it.each<[string, readonly TarEntry[], string, string]>([
    [
      'one of two files of that name',
      [
        { name: 'a', content: '1' },
        { name: './a', content: '2' },
      ],
      'ARCHIVE_INVALID',
      'more than once',
    ],
    ['a device', [{ name: 'a', type: '3' }], 'ARCHIVE_INVALID', 'not a plain file'],
    ['a sparse file', [{ name: 'a', type: 'S' }], 'TAR_INVALID', 'a sparse one'],
    [
      'a sparse file in PAX',
      [{ name: 'a', pax: { 'GNU.sparse.major': '1' } }],
      'TAR_INVALID',
      'a sparse one',
    ],
    ['a link to itself', [{ name: 'a', type: '2', link: 'a' }], 'ARCHIVE_INVALID', 'do not end'],
    ['a body past the end', [{ name: 'a', size: 9999 }], 'ARCHIVE_TRUNCATED', 'in the middle'],
    ['a bad checksum', [{ name: 'a', badChecksum: true }], 'TAR_INVALID', 'checksum'],
    [
      'a huge PAX header',
      [{ name: 'x', type: 'x', content: Buffer.alloc(1024 * 1024 + 1) }],
      'TAR_INVALID',
      'extended header has',
    ],
    ['a bad PAX header', [{ name: 'x', type: 'x', content: 'nonsense' }], 'TAR_INVALID', 'the archive: '],
  ])('refuses %s', async (_name, entries, code, words) => {
    const work = contentOf(tarBytes(entries), 'a');
    await expect(work).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
  });

  it('takes an end without zeros, and nothing after zeros', async () => {
    expect(await contentOf(tarBytes([{ name: 'a', content: 'A' }], false), 'a')).toBe('A');
    const after = Buffer.concat([tarBytes([]), tarBytes([{ name: 'a', content: 'A' }])]);
    expect(await contentOf(after, 'a')).toBeNull();
  });

  it('stops at too many entries', async () => {
    const header = tarHeader({ name: 'd/', type: '5' });
    const many = Buffer.concat(Array.from({ length: 20_002 }, () => header));
    await expect(contentOf(many, 'a')).rejects.toThrow('too many for a saved image');
  });

  it('ends with an index or a GateError for any damage', async () => {
    const good = tarBytes([
      { name: 'a', content: 'A', pax: { path: 'b' } },
      { name: 'l', type: '2', link: 'b' },
    ]);
    const damage = fc.record({ at: fc.nat(good.length - 1), byte: fc.nat(255), length: fc.nat(good.length) });
    await fc.assert(
      fc.asyncProperty(damage, async ({ at, byte, length }) => {
        const bytes = Buffer.from(good.subarray(0, length));
        if (at < length) bytes[at] = byte;
        try {
          await contentOf(bytes, 'l');
        } catch (error) {
          expect(error).toBeInstanceOf(GateError);
        }
      }),
      { numRuns: 200 },
    );
  });
});

const folder = (): string => workFolder();

async function contentOf(bytes: Buffer, path: string): Promise<string | null> {
  const name = join(folder(), 'a.tar');
  writeFileSync(name, bytes);
  const file = await open(name, 'r');
  try {
    const index = await indexTar(file, bytes.length, 'the archive');
    const span: Span | null = index.find(path);
    return span === null ? null : bytes.toString('utf8', span.offset, span.offset + span.length);
  } finally {
    await file.close();
  }
}
