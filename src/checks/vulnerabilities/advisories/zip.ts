import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { crc32, inflateRawSync } from 'node:zlib';
import { LIMITS } from '../../../util/limits.ts';
import { badArchive } from './bad-archive.ts';
import type { ZipMember } from './zip-directory.ts';
import { readZipDirectory } from './zip-directory.ts';
import { ZIP } from '../../../util/zip-format.ts';

export interface ZipEntry {
  readonly name: string;
  /** Inflates and checks length and CRC-32. Throws `SourceError` ADVISORIES_BAD_ARCHIVE. */
  read(): Buffer;
}

const WINDOW_BYTES = 1024 * 1024;

/**
 * The files of a zip archive in the order in which they lie in it, one at a time: memory does not grow with
 * the archive. The central directory says what there is. Source: PKWARE APPNOTE.TXT 6.3.10, 4.3 and 4.4.
 * Throws `SourceError` ADVISORIES_BAD_ARCHIVE, and the error of the file system when it cannot be opened.
 */
export async function* zipEntries(path: string, signal: AbortSignal): AsyncGenerator<ZipEntry> {
  const file = await open(path, 'r');
  try {
    const members = await readZipDirectory(file, path);
    const window = new ReadWindow(file, path);
    let inflated = 0;
    for (const member of members) {
      signal.throwIfAborted();
      if (member.name.endsWith('/')) {
        if (member.size > 0) throw badArchive(path, `${member.name} is a folder with content`);
        continue;
      }
      inflated += member.size;
      if (inflated > LIMITS.advisoryInflatedBytes.value) throw badArchive(path, 'it inflates to too much');
      const data = await memberData(window, member, path);
      yield { name: member.name, read: () => inflate(data, member, path) };
    }
  } finally {
    await file.close();
  }
}

async function memberData(window: ReadWindow, member: ZipMember, path: string): Promise<Buffer> {
  const header = await window.read(member.offset, ZIP.localHeaderBytes);
  if (header.readUInt32LE(0) !== ZIP.localHeader) throw badArchive(path, `no file header for ${member.name}`);
  const start = member.offset + ZIP.localHeaderBytes + header.readUInt16LE(26) + header.readUInt16LE(28);
  return window.read(start, member.compressedSize);
}

function inflate(data: Buffer, member: ZipMember, path: string): Buffer {
  const { name, size, method } = member;
  let content: Buffer;
  if (method === ZIP.stored) content = data;
  else if (method === ZIP.deflated) {
    try {
      content = inflateRawSync(data, { maxOutputLength: Math.max(size, 1) });
    } catch (error) {
      throw badArchive(path, `${name} does not inflate`, error);
    }
  } else throw badArchive(path, `${name} is compressed with method ${String(method)}, not deflate`);
  if (content.length !== size || crc32(content) !== member.crc) throw badArchive(path, `${name} is damaged`);
  return content;
}

/** Reads ahead, so that thousands of small files do not cost two reads each. */
class ReadWindow {
  readonly #file: FileHandle;
  readonly #path: string;
  #start = 0;
  #buffer: Buffer = Buffer.alloc(0);

  constructor(file: FileHandle, path: string) {
    this.#file = file;
    this.#path = path;
  }

  async read(offset: number, length: number): Promise<Buffer> {
    if (offset < this.#start || offset + length > this.#start + this.#buffer.length) {
      const buffer = Buffer.allocUnsafe(Math.max(length, WINDOW_BYTES));
      const { bytesRead } = await this.#file.read(buffer, 0, buffer.length, offset);
      this.#buffer = buffer.subarray(0, bytesRead);
      this.#start = offset;
    }
    if (length > this.#buffer.length) throw badArchive(this.#path, 'it ends too early');
    return this.#buffer.subarray(offset - this.#start, offset - this.#start + length);
  }
}
