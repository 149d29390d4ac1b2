import { TAR_BLOCK, TAR_TYPE } from './tar.ts';

/** An entry to write. Owner and group are root. */
export interface NewEntry {
  readonly path: string;
  readonly type: 'file' | 'directory' | 'symlink';
  /** Permission bits. */
  readonly mode: number;
  /** Bytes of the body that follows; 0 for what is not a file. */
  readonly size: number;
  /** Seconds since 1970. */
  readonly modified: number;
  /** Target of a symbolic link. */
  readonly link: string | null;
}

const NAME_BYTES = 100;
const OCTAL_SIZE_LIMIT = 8 ** 11;

/** The header blocks of an entry, with a PAX header in front when names or size do not fit. The body is padded by `padding`. */
export function entryHeader(entry: NewEntry): Buffer {
  const records = paxRecords(entry);
  if (records.length === 0) return block(entry, TYPES[entry.type]);
  const body = Buffer.concat(records);
  const pax: NewEntry = { ...entry, path: 'PaxHeader', size: body.length, link: null, type: 'file' };
  return Buffer.concat([
    block(pax, TAR_TYPE.pax),
    body,
    padding(body.length),
    block(entry, TYPES[entry.type]),
  ]);
}

/** The zeros that fill the last block of a body of `size` bytes. */
export function padding(size: number): Buffer {
  return Buffer.alloc((TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK);
}

/** The end of a tar. */
export function tarEnd(): Buffer {
  return Buffer.alloc(2 * TAR_BLOCK);
}

const TYPES = { file: TAR_TYPE.file, directory: TAR_TYPE.directory, symlink: TAR_TYPE.symlink } as const;

function block(entry: NewEntry, type: number): Buffer {
  const header = Buffer.alloc(TAR_BLOCK);
  header.write(entry.path, 0, NAME_BYTES, 'utf8');
  octal(header, entry.mode, 100, 8);
  octal(header, 0, 108, 8);
  octal(header, 0, 116, 8);
  octal(header, entry.size < OCTAL_SIZE_LIMIT ? entry.size : 0, 124, 12);
  octal(header, Math.max(0, Math.floor(entry.modified)), 136, 12);
  header.fill(0x20, 148, 156);
  header[156] = type;
  header.write(entry.link ?? '', 157, NAME_BYTES, 'utf8');
  header.write('ustar\u000000', 257, 'latin1');
  let sum = 0;
  for (const byte of header) sum += byte;
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

function octal(header: Buffer, value: number, offset: number, length: number): void {
  header.write(value.toString(8).padStart(length - 1, '0'), offset, length - 1, 'latin1');
}

function paxRecords({ path, link, size }: NewEntry): Buffer[] {
  const records: Buffer[] = [];
  if (Buffer.byteLength(path) > NAME_BYTES) records.push(paxRecord('path', path));
  if (link !== null && Buffer.byteLength(link) > NAME_BYTES) records.push(paxRecord('linkpath', link));
  if (size >= OCTAL_SIZE_LIMIT) records.push(paxRecord('size', String(size)));
  return records;
}

/** A record starts with its own length, digits included. */
function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.from(` ${key}=${value}\n`);
  let length = rest.length + String(rest.length).length;
  if (String(length).length + rest.length !== length) length++;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}
