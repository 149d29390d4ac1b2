import { BLOBS_MAX, noBlobs, type Blobs } from './blobs.ts';

export const SQLITE_MAGIC = Buffer.from('SQLite format 3\0', 'latin1');

const INTERIOR_TABLE = 5;
const LEAF_TABLE = 13;
const HEADER_BYTES = 100;
const DEPTH_MAX = 20;
const WAL = 2;

/**
 * The `blob`s of the table `Packages` of an `rpmdb.sqlite`, read without SQLite: what a hostile file could make
 * an SQL engine do (views, triggers, endless queries) does not exist here (docs/adr/0006).
 * Source: sqlite.org, "Database File Format", 1.3, 1.5, 1.6, 2.1 and 2.6.
 */
export function sqliteBlobs(file: Buffer): Blobs {
  if (file.length < HEADER_BYTES) return noBlobs('the database ends in its header');
  const stated = file.readUInt16BE(16);
  const pageSize = stated === 1 ? 65_536 : stated;
  const reserved = file[20] ?? 0;
  if (pageSize < 512 || (pageSize & (pageSize - 1)) !== 0 || pageSize - reserved < 480) {
    return noBlobs('the database has no sound page size');
  }
  const tables = new TableReader(file, pageSize, pageSize - reserved);
  const root = rootOf(tables, 'Packages');
  if (root === null) return noBlobs('the database has no table Packages');
  const blobs: Buffer[] = [];
  for (const row of tables.rows(root)) {
    const blob = column(row, 1);
    if (Buffer.isBuffer(blob)) blobs.push(blob);
    else tables.problems.add('a row of the table Packages holds no header');
    if (blobs.length > BLOBS_MAX) return noBlobs(`the database has more than ${BLOBS_MAX} packages`);
  }
  if (file.length % pageSize !== 0) tables.problems.add('the database is cut short');
  if (file.readUInt32BE(28) > Math.floor(file.length / pageSize)) tables.problems.add('pages are missing');
  return { blobs, problems: [...tables.problems] };
}

/** True when the newest changes may be in a write-ahead log beside the file. Source: as above, 1.3.3. */
export function usesWriteAheadLog(file: Buffer): boolean {
  return file.length > 19 && file[18] === WAL && file[19] === WAL;
}

function rootOf(tables: TableReader, name: string): number | null {
  for (const row of tables.rows(1)) {
    const type = column(row, 0);
    const itsName = column(row, 1);
    const root = column(row, 3);
    if (type === 'table' && itsName === name && typeof root === 'number' && root > 1) return root;
  }
  return null;
}

class TableReader {
  readonly problems = new Set<string>();
  readonly #file: Buffer;
  readonly #pageSize: number;
  readonly #usable: number;
  /** Each page belongs to one place: a second visit is a loop. */
  readonly #seen = new Set<number>();
  /** Bytes that rows can still have: together they fit into the file, unless they lie over each other. */
  #left: number;

  constructor(file: Buffer, pageSize: number, usable: number) {
    this.#file = file;
    this.#left = file.length;
    this.#pageSize = pageSize;
    this.#usable = usable;
  }

  *rows(page: number, depth = 0): Generator<Buffer> {
    const bytes = this.#take(page);
    if (bytes === null) return;
    if (depth > DEPTH_MAX) {
      this.#fault('the tree of pages is too deep');
      return;
    }
    const start = page === 1 ? HEADER_BYTES : 0;
    const type = bytes[start];
    if (type !== INTERIOR_TABLE && type !== LEAF_TABLE) {
      this.#fault('a page is none of a table');
      return;
    }
    const cells = bytes.readUInt16BE(start + 3);
    const first = start + (type === LEAF_TABLE ? 8 : 12);
    if (first + cells * 2 > this.#usable) {
      this.#fault('a page has more cells than room');
      return;
    }
    for (let index = 0; index < cells; index++) {
      const at = bytes.readUInt16BE(first + index * 2);
      if (at + 4 > this.#usable) {
        this.#fault('a cell lies outside of its page');
        continue;
      }
      if (type === INTERIOR_TABLE) yield* this.rows(bytes.readUInt32BE(at), depth + 1);
      else {
        const payload = this.#payload(bytes, at);
        if (payload !== null) yield payload;
      }
    }
    if (type === INTERIOR_TABLE) yield* this.rows(bytes.readUInt32BE(start + 8), depth + 1);
  }

  /** Source: as above, 1.6, "Cell Payload Overflow Pages". */
  #payload(page: Buffer, from: number): Buffer | null {
    const size = varint(page, from);
    const rowId = varint(page, size.end);
    const start = rowId.end;
    const most = this.#usable - 35;
    this.#left -= size.value;
    if (this.#left < 0) return this.#fault('rows lie over each other');
    if (size.value <= most) {
      if (start + size.value > this.#usable) return this.#fault('a row lies outside of its page');
      return page.subarray(start, start + size.value);
    }
    if (size.value > this.#file.length) return this.#fault('a row says that it is larger than the file');
    const least = Math.floor(((this.#usable - 12) * 32) / 255) - 23;
    const local = least + ((size.value - least) % (this.#usable - 4));
    const here = local <= most ? local : least;
    if (start + here + 4 > this.#usable) return this.#fault('a row lies outside of its page');
    const parts = [page.subarray(start, start + here)];
    let missing = size.value - here;
    let next = page.readUInt32BE(start + here);
    while (missing > 0) {
      const overflow = this.#take(next);
      if (overflow === null) return null;
      next = overflow.readUInt32BE(0);
      const part = overflow.subarray(4, Math.min(this.#usable, 4 + missing));
      parts.push(part);
      missing -= part.length;
    }
    return Buffer.concat(parts);
  }

  #take(page: number): Buffer | null {
    const start = (page - 1) * this.#pageSize;
    if (page < 1 || start + this.#pageSize > this.#file.length) return this.#fault('pages are missing');
    if (this.#seen.has(page)) return this.#fault('a page is used twice');
    this.#seen.add(page);
    return this.#file.subarray(start, start + this.#pageSize);
  }

  #fault(reason: string): null {
    this.problems.add(reason);
    return null;
  }
}

/** One value of a record: text, a number, bytes, or null for the rest. Source: as above, 2.1. */
function column(record: Buffer, wanted: number): string | number | Buffer | null {
  const header = varint(record, 0);
  let at = header.end;
  let body = header.value;
  for (let index = 0; at < header.value && at < record.length; index++) {
    const serial = varint(record, at);
    at = serial.end;
    const size = sizeOf(serial.value);
    if (index === wanted) {
      if (body + size > record.length) return null;
      if (serial.value >= 12 && serial.value % 2 === 0) return record.subarray(body, body + size);
      if (serial.value >= 13) return record.toString('utf8', body, body + size);
      return serial.value >= 1 && serial.value <= 6 && size <= 6
        ? record.readIntBE(body, size)
        : literal(serial.value);
    }
    body += size;
  }
  return null;
}

const SIZES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0];

function sizeOf(serial: number): number {
  return serial < 12 ? (SIZES[serial] ?? 0) : Math.floor((serial - 12) / 2);
}

function literal(serial: number): number | null {
  if (serial === 8) return 0;
  return serial === 9 ? 1 : null;
}

/** Up to nine bytes, seven bits each; what is larger than a safe number is larger than any file. */
function varint(bytes: Buffer, from: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let at = from; at < from + 9; at++) {
    const byte = bytes[at] ?? 0;
    value = at === from + 8 ? value * 256 + byte : value * 128 + (byte & 0x7f);
    if (byte < 0x80 || at === from + 8) return { value, end: at + 1 };
  }
  return { value, end: from + 9 };
}
