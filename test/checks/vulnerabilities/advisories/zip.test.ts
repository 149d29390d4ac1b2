import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zipEntries } from '../../../../src/checks/vulnerabilities/advisories/zip.ts';
import { GateError } from '../../../../src/model/errors.ts';
import { workFolder } from '../../../support/work-folder.ts';
import type { ZipOptions } from '../../../support/zip.ts';
import { makeZip } from '../../../support/zip.ts';

const FILES = { 'a.json': '{"a":1}', 'b.json': 'b'.repeat(100_000), 'empty.json': '' };

describe('a zip archive', () => {
  it.each<[what: string, options: ZipOptions]>([
    ['deflated', {}],
    ['stored', { stored: true }],
    ['zip64', { zip64: true }],
    ['with a comment', { comment: 'PK\u0005\u0006 looks like the end' }],
  ])('gives its files: %s', async (_what, options) => {
    expect(await readAll(makeZip(FILES, options))).toEqual(FILES);
  });

  it('may be empty', async () => {
    expect(await readAll(makeZip({}))).toEqual({});
  });

  it('may hold files larger than what is read at once, and folders', async () => {
    const files = { 'large.json': incompressible(3_000_000), 'folder/': '', 'small.json': 'x' };
    const { 'folder/': _folder, ...expected } = files;
    expect(await readAll(makeZip(files))).toEqual(expected);
  });

  it.each<[what: string, damage: (zip: Buffer) => Buffer]>([
    ['it is empty', () => Buffer.alloc(0)],
    ['it is something else', () => Buffer.from('<html>not found</html>')],
    ['its end is cut off', (zip) => zip.subarray(0, -30)],
    ['its start is cut off', (zip) => zip.subarray(10)],
    ['a byte of a file differs', (zip) => changed(zip, 40)],
    ['the CRC differs', (zip) => changed(zip, zip.indexOf('PK\u0001\u0002') + 16)],
    ['the size differs', (zip) => changed(zip, zip.indexOf('PK\u0001\u0002') + 24)],
    ['the number of files differs', (zip) => changed(zip, zip.length - 12)],
    ['the method is unknown', (zip) => changed(zip, zip.indexOf('PK\u0001\u0002') + 10, 0xff)],
    ['it lists a file twice', (zip) => renamed(zip, 'b.json', 'a.json')],
    ['a folder has content', (zip) => renamed(zip, 'b.json', 'bjson/')],
    ['it is encrypted', (zip) => changed(zip, zip.indexOf('PK\u0001\u0002') + 8, 1)],
  ])('is refused when %s', async (_what, damage) => {
    await expect(readAll(damage(makeZip(FILES)))).rejects.toMatchObject({ code: 'ADVISORIES_BAD_ARCHIVE' });
  });

  it('is never read wrongly when a byte differs', async () => {
    const zip = makeZip({ 'a.json': '{"a":1}', 'b.json': '{"b":2}' });
    const expected = await readAll(zip);
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: zip.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, flip) => {
          const result = await readAll(changed(zip, at, flip)).catch((error: unknown) => error);
          if (result instanceof Error) expect(result).toBeInstanceOf(GateError);
          else expect(Object.values(result as object)).toEqual(Object.values(expected));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(readAll(makeZip(FILES), signal)).rejects.toThrow('enough');
  });
});

async function readAll(zip: Buffer, signal = new AbortController().signal): Promise<Record<string, string>> {
  const path = join(workFolder(), 'all.zip');
  writeFileSync(path, zip);
  const files: Record<string, string> = {};
  for await (const entry of zipEntries(path, signal)) files[entry.name] = entry.read().toString();
  return files;
}

function changed(zip: Buffer, at: number, flip = 1): Buffer {
  const copy = Buffer.from(zip);
  copy[at] = (copy[at] ?? 0) ^ flip;
  return copy;
}

function renamed(zip: Buffer, from: string, to: string): Buffer {
  return Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1');
}

function incompressible(length: number): string {
  let state = 1;
  let text = '';
  while (text.length < length) {
    state = (state * 48_271) % 2_147_483_647;
    text += state.toString(36);
  }
  return text;
}
