import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listZip, readZipMember, type ZipBufferMember } from '../../src/util/zip-buffer.ts';
import { makeZip } from '../support/zip.ts';

const MAX = 1000;
const FILES = { 'a.txt': 'alpha', 'folder/b.txt': 'beta '.repeat(100), empty: '' };
const CENTRAL = Buffer.from([0x50, 0x4b, 0x01, 0x02]);

function contents(zip: Buffer): unknown {
  const members = listZip(zip, MAX);
  if (typeof members === 'string') return members;
  return Object.fromEntries(members.map((one) => [one.name, text(zip, one)]));
}

function text(zip: Buffer, one: ZipBufferMember): string {
  const content = readZipMember(zip, one, 10_000);
  return typeof content === 'string' ? `unread: ${content}` : content.toString();
}

function spoiled(change: (zip: Buffer, central: number) => unknown): Buffer {
  const zip = makeZip(FILES);
  change(zip, zip.indexOf(CENTRAL));
  return zip;
}

describe('a zip archive in memory', () => {
  it.each([
    ['deflated', makeZip(FILES)],
    ['stored', makeZip(FILES, { stored: true })],
    ['with zip64 fields', makeZip(FILES, { zip64: true })],
    ['with a comment', makeZip(FILES, { comment: 'words' })],
    ['behind a script', Buffer.concat([Buffer.from('#!/bin/sh\nexit\n'), makeZip(FILES)])],
    [
      'with zip64 fields behind a script',
      Buffer.concat([Buffer.from('#!x\n'), makeZip(FILES, { zip64: true })]),
    ],
  ])('is read when it is %s', (_, zip) => {
    expect(contents(zip)).toEqual(FILES);
  });

  it.each([
    ['text', Buffer.from('no archive at all, but longer than an end'), 'not a zip'],
    ['nothing', Buffer.alloc(0), 'not a zip'],
    ['an archive without its end', makeZip(FILES).subarray(0, -5), 'not a zip'],
    ['a damaged list', spoiled((zip, at) => zip.fill(0, at, at + 4)), 'damaged'],
    ['a list with an endless name', spoiled((zip, at) => zip.writeUInt16LE(0xffff, at + 28)), 'too early'],
    ['a wrong count', spoiled((zip) => zip.writeUInt16LE(7, zip.length - 12)), 'counts 7'],
    ['a list before the start', spoiled((zip) => zip.writeUInt32LE(0xfffff, zip.length - 10)), 'should'],
    [
      'a zip64 field that is not there',
      spoiled((zip, at) => zip.writeUInt32LE(0xffffffff, at + 20)),
      'zip64',
    ],
  ])('is refused when it is %s', (_, zip, word) => {
    expect(listZip(zip, MAX)).toContain(word);
  });

  it('is refused when it has too many files', () => {
    expect(listZip(makeZip(FILES), 2)).toContain('limit is 2');
    expect(listZip(makeZip(FILES), 3)).toHaveLength(3);
  });

  it.each([
    ['is encrypted', (zip: Buffer, at: number) => zip.writeUInt16LE(1, at + 8), 'encrypted'],
    ['has another checksum', (zip: Buffer, at: number) => zip.writeUInt32LE(1, at + 16), 'checksum'],
    ['inflates to more than it says', (zip: Buffer, at: number) => zip.writeUInt32LE(2, at + 24), 'inflated'],
    ['inflates to less than it says', (zip: Buffer, at: number) => zip.writeUInt32LE(9, at + 24), '9'],
    ['has an unknown method', (zip: Buffer, at: number) => zip.writeUInt16LE(12, at + 10), 'method 12'],
    ['lies beyond the end', (zip: Buffer, at: number) => zip.writeUInt32LE(90_000, at + 42), 'header'],
    [
      'is longer than the archive',
      (zip: Buffer, at: number) => zip.writeUInt32LE(90_000, at + 20),
      'cut short',
    ],
    ['is too large', (zip: Buffer, at: number) => zip.writeUInt32LE(10_001, at + 24), 'limit'],
  ])('has a file that is not read when it %s', (_, change, word) => {
    const zip = spoiled(change);
    expect(contents(zip)).toMatchObject({ 'a.txt': expect.stringContaining(word) as string, empty: '' });
  });

  it('gives the files that were put in, whatever they are', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1, unit: 'grapheme' }), fc.string()), (files) => {
        expect(contents(makeZip(files))).toEqual({ ...files });
      }),
    );
  });

  it('never throws for damaged bytes', () => {
    const zip = makeZip(FILES, { zip64: true });
    fc.assert(
      fc.property(fc.nat(zip.length - 1), fc.nat(255), fc.nat(zip.length), (at, byte, length) => {
        const bytes = Buffer.from(zip);
        bytes[at] = byte;
        contents(bytes);
        contents(bytes.subarray(0, length));
      }),
    );
  });
});
