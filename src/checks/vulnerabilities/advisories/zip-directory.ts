import type { FileHandle } from 'node:fs/promises';
import { LIMITS } from '../../../util/limits.ts';
import { badArchive } from './bad-archive.ts';
import { ZIP } from '../../../util/zip-format.ts';
import { parseZipMember, variableBytes } from '../../../util/zip-member.ts';

/** One file as the central directory describes it. Sizes and offsets in bytes. */
export interface ZipMember {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly offset: number;
}

interface DirectoryPlace {
  readonly entries: number;
  readonly size: number;
  readonly offset: number;
}

/**
 * All files of the archive, in the order of their place in it. Source: PKWARE APPNOTE.TXT 6.3.10, 4.3.12 to
 * 4.3.16 and 4.5.3. Throws `SourceError` ADVISORIES_BAD_ARCHIVE.
 */
export async function readZipDirectory(file: FileHandle, path: string): Promise<readonly ZipMember[]> {
  const place = await findDirectory(file, path);
  if (place.size > LIMITS.advisoryDirectoryBytes.value || place.entries > LIMITS.advisoryRecords.value) {
    throw badArchive(path, 'it has too many files');
  }
  const bytes = await readExactly(file, place.offset, place.size, path);
  const members: ZipMember[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (at + ZIP.memberBytes > bytes.length || bytes.readUInt32LE(at) !== ZIP.member) {
      throw badArchive(path, 'its list of files is damaged');
    }
    const end = at + ZIP.memberBytes + variableBytes(bytes, at);
    if (end > bytes.length) throw badArchive(path, 'its list of files ends too early');
    members.push(readMember(bytes.subarray(at, end), path));
    at = end;
  }
  if (members.length !== place.entries) {
    throw badArchive(path, `it lists ${String(members.length)} files but counts ${String(place.entries)}`);
  }
  if (new Set(members.map((member) => member.name)).size < members.length) {
    throw badArchive(path, 'it lists a file twice');
  }
  return members.sort((a, b) => a.offset - b.offset);
}

async function findDirectory(file: FileHandle, path: string): Promise<DirectoryPlace> {
  const { size } = await file.stat();
  const length = Math.min(size, ZIP.endBytes + ZIP.maxComment + ZIP.locator64Bytes);
  const tail = await readExactly(file, size - length, length, path);
  for (let at = tail.length - ZIP.endBytes; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== ZIP.end) continue;
    if (at + ZIP.endBytes + tail.readUInt16LE(at + 20) !== tail.length) continue;
    const place = {
      entries: tail.readUInt16LE(at + 10),
      size: tail.readUInt32LE(at + 12),
      offset: tail.readUInt32LE(at + 16),
    };
    const is64 = place.entries === ZIP.full16 || place.size === ZIP.full32 || place.offset === ZIP.full32;
    return is64 ? findDirectory64(file, path, tail.subarray(0, at)) : place;
  }
  throw badArchive(path, 'it is not a zip archive, or its end is missing');
}

async function findDirectory64(file: FileHandle, path: string, before: Buffer): Promise<DirectoryPlace> {
  const at = before.length - ZIP.locator64Bytes;
  if (at < 0 || before.readUInt32LE(at) !== ZIP.locator64) {
    throw badArchive(path, 'its zip64 end is missing');
  }
  const end = await readExactly(file, number64(before, at + 8, path), ZIP.end64Bytes, path);
  if (end.readUInt32LE(0) !== ZIP.end64) throw badArchive(path, 'its zip64 end is damaged');
  return {
    entries: number64(end, 32, path),
    size: number64(end, 40, path),
    offset: number64(end, 48, path),
  };
}

function readMember(bytes: Buffer, path: string): ZipMember {
  const member = parseZipMember(bytes);
  if (typeof member === 'string') throw badArchive(path, member);
  const { name, size, compressedSize, isEncrypted } = member;
  if (isEncrypted) throw badArchive(path, `${name} is encrypted`);
  if (size > LIMITS.advisoryRecordBytes.value || compressedSize > LIMITS.advisoryRecordBytes.value) {
    throw badArchive(path, `${name} is too large`);
  }
  return member;
}

function number64(bytes: Buffer, at: number, path: string): number {
  if (at + 8 > bytes.length) throw badArchive(path, 'a zip64 field ends too early');
  const value = Number(bytes.readBigUInt64LE(at));
  if (!Number.isSafeInteger(value)) throw badArchive(path, 'a zip64 number is too large');
  return value;
}

async function readExactly(file: FileHandle, from: number, length: number, path: string): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(buffer, done, length - done, from + done);
    if (bytesRead === 0) throw badArchive(path, 'it ends too early');
    done += bytesRead;
  }
  return buffer;
}
