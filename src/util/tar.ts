import { SourceError } from '../model/errors.ts';
import { decodeName } from './names.ts';

/** Headers and the padding of bodies come in blocks of this many bytes. */
export const TAR_BLOCK = 512;
/** Where in a header the prefix of the name is. */
export const PREFIX = 345;

/** The type flags that we tell apart, as character codes. Source: POSIX.1-2024 pax, "ustar"; GNU tar manual. */
export const TAR_TYPE = {
  file: 0x30,
  hardLink: 0x31,
  symlink: 0x32,
  characterDevice: 0x33,
  blockDevice: 0x34,
  directory: 0x35,
  fifo: 0x36,
  contiguous: 0x37,
  gnuLongLink: 0x4b,
  gnuLongName: 0x4c,
  gnuSparse: 0x53,
  paxGlobal: 0x67,
  pax: 0x78,
} as const;

export interface TarHeader {
  /** One of `TAR_TYPE` or another character code; the old NUL is told as `file` or, with a final slash, `directory`. */
  readonly type: number;
  /** Bytes of the body that follows, without padding. 0 for types that have no body, whatever the field says. */
  readonly size: number;
  /** Permission bits with setuid, setgid and sticky. */
  readonly mode: number;
}

/**
 * Reads the header at `offset`; null for a block of zeros. Nothing but numbers is decoded: take the names
 * with `headerName` and `headerLink` when they are wanted.
 * Throws `SourceError` TAR_INVALID for a wrong checksum or number.
 * Source: POSIX.1-2024 pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format" (base-256 numbers).
 */
export function parseHeader(block: Uint8Array, offset: number): TarHeader | null {
  if (block.length - offset < TAR_BLOCK) throw invalid('the header is cut short');
  let sum = 0;
  for (let i = offset, end = offset + TAR_BLOCK; i < end; i += 8) {
    sum +=
      at(block, i) +
      at(block, i + 1) +
      at(block, i + 2) +
      at(block, i + 3) +
      at(block, i + 4) +
      at(block, i + 5) +
      at(block, i + 6) +
      at(block, i + 7);
  }
  if (sum === 0) return null;
  checkSum(block, offset, sum);
  const flag = at(block, offset + 156);
  const type = flag === 0 ? oldType(block, offset) : flag;
  const size = number(block, offset + 124, 12, 'size');
  return { type, size: hasBody(type) ? size : 0, mode: number(block, offset + 100, 8, 'mode') };
}

/** The name in the header, with the ustar prefix. A PAX or GNU long name replaces it: that is up to the caller. */
export function headerName(block: Uint8Array, offset: number): string {
  const name = text(block, offset, 100);
  const prefix = prefixBytes(block, offset);
  return prefix === 0 ? name : `${text(block, offset + PREFIX, prefix)}/${name}`;
}

/**
 * How many bytes after `PREFIX` stand before the name, as Go's archive/tar reads them, which unpacks layers; 0
 * when the header has no prefix. GNU's own form keeps times there, but Go wrote a prefix into it before 1.8.
 * Source: POSIX.1-2024 pax, "ustar Interchange Format"; star(5) for the shorter prefix.
 */
export function prefixBytes(block: Uint8Array, offset: number): number {
  if (at(block, offset + PREFIX) === 0 || !hasBytes(block, offset + 257, 'ustar')) return 0;
  if (at(block, offset + 262) === 0) return hasBytes(block, offset + 508, 'tar\0') ? 131 : 155;
  if (!hasBytes(block, offset + 262, '  \0')) return 0;
  const holdsTimes = isTime(block, offset + PREFIX) && isTime(block, offset + PREFIX + 12);
  return holdsTimes || !isAscii(block, offset + PREFIX, 155) ? 0 : 155;
}

/** The target of a hard or symbolic link. */
export function headerLink(block: Uint8Array, offset: number): string {
  return text(block, offset + 157, 100);
}

/** The body's size with its padding: how far the next header is. */
export function paddedSize(size: number): number {
  return Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
}

/** The name in the body of a GNU long-name or long-link entry. */
export function gnuLongName(bytes: Uint8Array): string {
  return text(bytes, 0, bytes.length);
}

/**
 * The records of a PAX extended header; the last of equal keys wins, and an empty value means "as if there
 * were no record". Throws `SourceError` TAR_INVALID.
 * Source: POSIX.1-2024 pax, "pax Extended Header".
 */
export function parsePax(bytes: Uint8Array): Map<string, string> {
  const records = new Map<string, string>();
  let at = 0;
  while (at < bytes.length) {
    // Some writers pad with NULs to a full block.
    if (bytes[at] === 0) break;
    const space = bytes.indexOf(0x20, at);
    const length = space < 0 ? null : decimal(text(bytes, at, space - at));
    if (length === null) throw invalid('an extended header does not start with its length');
    const end = at + length;
    if (end > bytes.length || end <= space + 1 || bytes[end - 1] !== 0x0a) {
      throw invalid('an extended header does not end where it says');
    }
    const equals = bytes.indexOf(0x3d, space);
    if (equals <= space + 1 || equals >= end) throw invalid('an extended header has no key');
    const value = decodeName(bytes, equals + 1, end - 1);
    if (value.includes('\0')) throw invalid('an extended header holds a NUL');
    records.set(decodeName(bytes, space + 1, equals), value);
    at = end;
  }
  return records;
}

/** The `size` record of a PAX header in bytes; null when there is none. Throws when it is not a size. */
export function paxSize(records: ReadonlyMap<string, string>): number | null {
  const value = records.get('size');
  if (value === undefined || value === '') return null;
  const size = decimal(value);
  if (size === null) throw invalid('an extended header has a bad size');
  return size;
}

const DECIMAL = /^[0-9]{1,16}$/u;

function decimal(digits: string): number | null {
  const value = DECIMAL.test(digits) ? Number(digits) : Number.NaN;
  return Number.isSafeInteger(value) ? value : null;
}

/** Old archives summed signed bytes, so both sums are good. */
function checkSum(block: Uint8Array, offset: number, sum: number): void {
  const stored = number(block, offset + 148, 8, 'checksum');
  let unsigned = sum + 8 * 0x20;
  for (let i = offset + 148; i < offset + 156; i++) unsigned -= at(block, i);
  if (stored === unsigned) return;
  let signed = unsigned;
  for (let i = offset; i < offset + TAR_BLOCK; i++) {
    const inSum = i >= offset + 148 && i < offset + 156;
    if (!inSum && at(block, i) > 127) signed -= 256;
  }
  if (stored !== signed) throw invalid('the checksum of a header does not match');
}

/** Octal text, or base-256 when the top bit is set. */
function number(block: Uint8Array, start: number, length: number, field: string): number {
  const first = at(block, start);
  if (first >= 0x80) return base256(block, start, length, field);
  let i = start;
  const end = start + length;
  while (i < end && isBlank(at(block, i))) i++;
  let value = 0;
  for (; i < end; i++) {
    const digit = at(block, i) - 0x30;
    if (digit < 0 || digit > 7) break;
    value = value * 8 + digit;
  }
  while (i < end && isBlank(at(block, i))) i++;
  if (i < end) throw invalid(`the ${field} of a header is not a number`);
  return value;
}

function base256(block: Uint8Array, start: number, length: number, field: string): number {
  // 0x80 is positive, 0xff is negative; the six bits between are digits, and zero in any size that we take.
  let value = at(block, start) & 0x7f;
  for (let i = start + 1; i < start + length; i++) {
    value = value * 256 + at(block, i);
    if (!Number.isSafeInteger(value)) throw invalid(`the ${field} of a header is negative or too large`);
  }
  return value;
}

function isBlank(byte: number): boolean {
  return byte === 0 || byte === 0x20;
}

/** Twelve bytes that Go takes for a number: base-256, or octal up to the first NUL behind blanks. */
function isTime(block: Uint8Array, start: number): boolean {
  if (at(block, start) === 0 || at(block, start) >= 0x80) return true;
  let i = start;
  const end = start + 12;
  while (i < end && isBlank(at(block, i))) i++;
  while (i < end && at(block, i) >= 0x30 && at(block, i) <= 0x37) i++;
  if (i < end && at(block, i) === 0) return true;
  while (i < end && isBlank(at(block, i))) i++;
  return i === end;
}

function isAscii(block: Uint8Array, start: number, length: number): boolean {
  for (let i = start; i < start + length && at(block, i) !== 0; i++) if (at(block, i) > 0x7f) return false;
  return true;
}

function hasBytes(block: Uint8Array, start: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (at(block, start + i) !== text.charCodeAt(i)) return false;
  return true;
}

function oldType(block: Uint8Array, offset: number): number {
  return headerName(block, offset).endsWith('/') ? TAR_TYPE.directory : TAR_TYPE.file;
}

/** Links, devices, directories and pipes have no body, whatever their size says, for Docker as for tar. */
export function hasBody(type: number): boolean {
  return type < TAR_TYPE.hardLink || type > TAR_TYPE.fifo;
}

function text(bytes: Uint8Array, start: number, length: number): string {
  let end = start;
  const limit = start + length;
  while (end < limit && at(bytes, end) !== 0) end++;
  return decodeName(bytes, start, end);
}

function at(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}

function invalid(what: string): SourceError {
  return new SourceError('TAR_INVALID', `not a sound tar: ${what}`, {
    hint: 'Make the image or archive again; a transfer may have cut or changed it.',
  });
}
