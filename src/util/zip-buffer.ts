import { crc32, inflateRawSync } from 'node:zlib';
import { errorText } from '../model/errors.ts';
import { ZIP } from './zip-format.ts';
import { number64, parseZipMember, variableBytes, type ZipBufferMember } from './zip-member.ts';

export type { ZipBufferMember } from './zip-member.ts';

interface DirectoryPlace {
  readonly entries: number;
  readonly size: number;
  readonly offset: number;
  /** Where the directory ends in the bytes at hand. */
  readonly end: number;
}

/**
 * All files of an archive in memory, in the order of its directory, twice when they are listed twice. Bytes
 * before the archive, as those of a jar that is also a shell script, are passed over. A text says why it cannot
 * be read. Source: PKWARE APPNOTE.TXT 6.3.10, 4.3.12 to 4.3.16 and 4.5.3.
 */
export function listZip(bytes: Buffer, maxEntries: number): readonly ZipBufferMember[] | string {
  const place = findDirectory(bytes);
  if (typeof place === 'string') return place;
  if (place.entries > maxEntries) return `it has ${place.entries} files, the limit is ${maxEntries}`;
  const start = place.end - place.size;
  const shift = start - place.offset;
  if (start < 0 || shift < 0) return 'its list of files does not lie where it should';
  const members: ZipBufferMember[] = [];
  let at = start;
  while (at < place.end) {
    if (at + ZIP.memberBytes > place.end || bytes.readUInt32LE(at) !== ZIP.member)
      return 'its list of files is damaged';
    const end = at + ZIP.memberBytes + variableBytes(bytes, at);
    if (end > place.end) return 'its list of files ends too early';
    const member = parseZipMember(bytes.subarray(at, end), shift);
    if (typeof member === 'string') return member;
    members.push(member);
    at = end;
  }
  return members.length === place.entries
    ? members
    : `it lists ${members.length} files but counts ${place.entries}`;
}

/** The content of one file, checked by length and CRC-32; a text says why it cannot be read. */
export function readZipMember(bytes: Buffer, member: ZipBufferMember, maxBytes: number): Buffer | string {
  const { offset, compressedSize, size, method } = member;
  if (member.isEncrypted) return 'it is encrypted';
  if (size > maxBytes) return `it has ${size} bytes, the limit is ${maxBytes}`;
  if (offset + ZIP.localHeaderBytes > bytes.length || bytes.readUInt32LE(offset) !== ZIP.localHeader) {
    return 'its header is missing';
  }
  const start =
    offset + ZIP.localHeaderBytes + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  if (start + compressedSize > bytes.length) return 'it is cut short';
  const content = unpack(bytes.subarray(start, start + compressedSize), method, size);
  if (typeof content === 'string') return content;
  if (content.length !== size) return `it has ${content.length} bytes, but the list of files says ${size}`;
  return crc32(content) === member.crc ? content : 'its checksum is wrong';
}

function unpack(data: Buffer, method: number, size: number): Buffer | string {
  if (method === ZIP.stored) return data;
  if (method !== ZIP.deflated) return `it is compressed in a way that is not read (method ${method})`;
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(size, 1) });
  } catch (error) {
    return `it cannot be inflated to the ${size} bytes it should have: ${errorText(error)}`;
  }
}

function findDirectory(bytes: Buffer): DirectoryPlace | string {
  const last = bytes.length - ZIP.endBytes;
  for (let at = last; at >= 0 && at >= last - ZIP.maxComment; at--) {
    if (bytes[at] !== 0x50 || bytes.readUInt32LE(at) !== ZIP.end) continue;
    if (at + ZIP.endBytes + bytes.readUInt16LE(at + 20) !== bytes.length) continue;
    const place = {
      entries: bytes.readUInt16LE(at + 10),
      size: bytes.readUInt32LE(at + 12),
      offset: bytes.readUInt32LE(at + 16),
      end: at,
    };
    const is64 = place.entries === ZIP.full16 || place.size === ZIP.full32 || place.offset === ZIP.full32;
    return (is64 ? findDirectory64(bytes, at) : null) ?? place;
  }
  return 'it is not a zip archive, or its end is missing';
}

/** Null when there is none: 65,535 files also fit into the short form. */
function findDirectory64(bytes: Buffer, end: number): DirectoryPlace | string | null {
  const locator = end - ZIP.locator64Bytes;
  if (locator < 0 || bytes.readUInt32LE(locator) !== ZIP.locator64) return null;
  const stated = number64(bytes, locator + 8);
  // The stated place is wrong by the bytes before the archive; then it lies right before its locator.
  const at = [stated, locator - ZIP.end64Bytes].find(
    (place) => place >= 0 && place + ZIP.end64Bytes <= locator && bytes.readUInt32LE(place) === ZIP.end64,
  );
  if (at === undefined) return 'its zip64 end is missing';
  const [entries, size, offset] = [
    number64(bytes, at + 32),
    number64(bytes, at + 40),
    number64(bytes, at + 48),
  ];
  return { entries, size, offset, end: at };
}
