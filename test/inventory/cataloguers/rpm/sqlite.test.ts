import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sqliteBlobs } from '../../../../src/inventory/cataloguers/rpm/sqlite.ts';
import { workFolder } from '../../../support/work-folder.ts';

/** A database that SQLite itself made, with one row for each blob. */
function database(blobs: readonly Uint8Array[], pageSize = 4096): Buffer {
  const file = path.join(workFolder(), 'rpmdb.sqlite');
  const db = new DatabaseSync(file);
  db.exec(
    `PRAGMA page_size = ${pageSize}; CREATE TABLE Other (a TEXT); CREATE INDEX OtherIndex ON Other (a);`,
  );
  db.exec("CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL)");
  const insert = db.prepare('INSERT INTO Packages (blob) VALUES (?)');
  for (const blob of blobs) insert.run(blob);
  db.close();
  return readFileSync(file);
}

describe('the reader of SQLite files', () => {
  it('gives the blobs that SQLite keeps, of any size, in every size of page', { timeout: 60_000 }, () => {
    const sizes = fc.array(fc.oneof(fc.nat(100), fc.nat(5000), fc.nat(70_000)), { maxLength: 12 });
    fc.assert(
      fc.property(sizes, fc.constantFrom(512, 1024, 4096, 65_536), (lengths, pageSize) => {
        const blobs = lengths.map((length, index) => Buffer.alloc(length, index + 1));
        const read = sqliteBlobs(database(blobs, pageSize));
        expect(read.problems).toEqual([]);
        expect(read.blobs.map((blob) => blob.toString('latin1'))).toEqual(
          blobs.map((blob) => blob.toString('latin1')),
        );
      }),
      { numRuns: 25 },
    );
  });

  it('finds thousands of rows', () => {
    const blobs = Array.from({ length: 3000 }, (_, index) => Buffer.from(`row ${index}`));
    expect(sqliteBlobs(database(blobs, 512)).blobs).toHaveLength(3000);
  });

  const small = (): Buffer =>
    database([Buffer.alloc(9000, 1), Buffer.alloc(20, 2), Buffer.alloc(30_000, 3)], 1024);

  it('tells of missing pages', () => {
    const whole = small();
    for (const length of [100, 1024, 5000, whole.length - 1024, whole.length - 1]) {
      expect(sqliteBlobs(whole.subarray(0, length)).problems).not.toEqual([]);
    }
  });

  it('never throws nor runs on, however the file is damaged', () => {
    const whole = small();
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 30 }), (changes) => {
        const damaged = Buffer.from(whole);
        for (const [at, byte] of changes) damaged[at] = byte;
        expect(sqliteBlobs(damaged)).toHaveProperty('blobs');
      }),
      { numRuns: 300 },
    );
  });

  it('tells of a database without the table', () => {
    const file = path.join(workFolder(), 'x.sqlite');
    const db = new DatabaseSync(file);
    db.exec('CREATE TABLE Other (a)');
    db.exec('CREATE VIEW Packages AS SELECT 1, 2');
    db.close();
    expect(sqliteBlobs(readFileSync(file))).toEqual({
      blobs: [],
      problems: ['the database has no table Packages'],
    });
  });
});

it('a tree of pages that leads back to its first page ends at once', () => {
  const page = Buffer.alloc(4096);
  page.write('SQLite format 3\0', 'latin1');
  page.writeUInt16BE(page.length, 16);
  page.writeUInt32BE(1, 28);
  page[100] = 5;
  page.writeUInt16BE(40, 103);
  page.writeUInt32BE(1, 108);
  for (let cell = 0; cell < 40; cell++) page.writeUInt16BE(2000, 112 + cell * 2);
  page.writeUInt32BE(1, 2000);
  expect(sqliteBlobs(page)).toEqual({ blobs: [], problems: ['the database has no table Packages'] });
});

it('rows that lie over each other are not read again and again', () => {
  const page = database([Buffer.alloc(300, 1)], 512);
  const leaf = page.lastIndexOf(13);
  const start = Math.floor(leaf / 512) * 512;
  const pages = Array.from({ length: page.length / 512 }, (_, index) => index * 512);
  const root = pages.find((at) => page[at] === 13 && page.readUInt16BE(at + 3) === 1 && at > 0) ?? start;
  const cell = page.readUInt16BE(root + 8);
  page.writeUInt16BE(60, root + 3);
  for (let index = 0; index < 60; index++) page.writeUInt16BE(cell, root + 8 + index * 2);
  const { blobs, problems } = sqliteBlobs(page);
  expect(blobs.length).toBeLessThan(page.length / 300);
  expect(problems).toContain('rows lie over each other');
});
