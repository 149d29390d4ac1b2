import * as fc from 'fast-check';
import { extract } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { entryHeader, padding, tarEnd, type NewEntry } from '../../src/util/tar-writer.ts';

const PLAIN: NewEntry = { path: 'a', type: 'file', mode: 0o644, size: 0, modified: 0, link: null };

describe('entryHeader', () => {
  it.each<[string, Partial<NewEntry>, object]>([
    ['a file', { size: 3, mode: 0o755 }, { name: 'a', type: 'file', size: 3, mode: 0o755, uid: 0, gid: 0 }],
    ['a folder', { path: 'd/', type: 'directory' }, { name: 'd/', type: 'directory', size: 0 }],
    ['a link', { type: 'symlink', link: '../x' }, { type: 'symlink', linkname: '../x' }],
    ['a long name', { path: 'n'.repeat(300) }, { name: 'n'.repeat(300) }],
    ['a long name that is not ASCII', { path: '\u00e9'.repeat(80) }, { name: '\u00e9'.repeat(80) }],
    ['a long link', { type: 'symlink', link: 'l'.repeat(200) }, { linkname: 'l'.repeat(200) }],
  ])('writes %s so that another reader reads it back', async (_name, change, expected) => {
    const [header] = await readBack([{ ...PLAIN, ...change }]);
    expect(header).toMatchObject(expected);
  });

  it('writes any names and modes', async () => {
    const path = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 150 })
      .map((text) => `x${text.replaceAll(/[\0/]/gu, '_')}`);
    const entry = fc.record({ path, mode: fc.integer({ min: 0, max: 0o7777 }), size: fc.nat(2000) });
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 4 }), async (entries) => {
        const headers = await readBack(entries.map((one) => ({ ...PLAIN, ...one })));
        expect(headers.map(({ name, mode, size }) => ({ path: name, mode, size }))).toEqual(entries);
      }),
      { numRuns: 50 },
    );
  });
});

interface Header {
  readonly name: string;
  readonly mode?: number | undefined;
  readonly size?: number | undefined;
}

function readBack(entries: readonly NewEntry[]): Promise<readonly Header[]> {
  const parts = entries.flatMap((entry) => [
    entryHeader(entry),
    Buffer.alloc(entry.size),
    padding(entry.size),
  ]);
  return new Promise((resolve, reject) => {
    const headers: Header[] = [];
    const tar = extract();
    tar.on('entry', (header, stream, next) => {
      headers.push(header);
      stream.resume();
      stream.on('end', next);
    });
    tar.on('error', reject);
    tar.on('finish', () => resolve(headers));
    tar.end(Buffer.concat([...parts, tarEnd()]));
  });
}
