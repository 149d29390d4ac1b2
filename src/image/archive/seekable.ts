import { open, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { createGunzip, createZstdDecompress, constants } from 'node:zlib';
import { InputError, SourceError, errorText } from '../../model/errors.ts';
import { LIMITS } from '../../util/limits.ts';
import { spool } from '../../util/spool.ts';
import { makeTempFolder, type TempFolder } from '../../util/temp.ts';

/** A tar that can be read at any place. */
export interface SeekableTar {
  readonly path: string;
  readonly size: number;
  readonly file: FileHandle;
  /** Closes the file; the bytes stay until `temp` is removed. */
  close(): Promise<void>;
  /** Holds the inflated copy; null when the tar is read where it is. */
  readonly temp: TempFolder | null;
}

export interface SeekableOptions {
  readonly tempDir: string;
  readonly signal: AbortSignal;
}

const INFLATE_CHUNK = 256 * 1024;
const GIB = 1024 ** 3;

/**
 * Opens a tar. One that is compressed as a whole (gzip, zstd) is inflated once into a private file.
 * Throws `InputError` ARCHIVE_NOT_FOUND or ARCHIVE_NOT_A_FILE, `SourceError` ARCHIVE_COMPRESSION,
 * ARCHIVE_TRUNCATED, DISK_FULL.
 */
export async function openSeekable(path: string, options: SeekableOptions): Promise<SeekableTar> {
  const size = await sizeOf(path);
  const file = await open(path, 'r').catch((error: unknown) => {
    throw unreadable(path, error);
  });
  try {
    const compression = await sniff(file);
    if (compression === null) return { path, size, file, close: () => file.close(), temp: null };
    return await inflated({ path, size, file, compression }, options);
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function inflated(compressed: Compressed, { tempDir, signal }: SeekableOptions): Promise<SeekableTar> {
  const { path, size } = compressed;
  const temp = await makeTempFolder(tempDir);
  const target = join(temp.path, 'archive.tar');
  try {
    const limit = Math.min(LIMITS.imageBytes.value, Math.max(GIB, size * LIMITS.inflateRatio.value));
    const what = `the inflated archive "${path}"`;
    const written = await spool(inflate(compressed), { path: target, limit, what, signal });
    const copy = await open(target, 'r');
    return { path: target, size: written, file: copy, close: () => copy.close(), temp };
  } catch (error) {
    await temp.remove();
    throw error;
  }
}

interface Compressed {
  readonly path: string;
  readonly size: number;
  readonly file: FileHandle;
  readonly compression: 'gzip' | 'zstd';
}

async function* inflate({ path, size, file, compression }: Compressed): AsyncGenerator<Uint8Array> {
  const inflater =
    compression === 'gzip'
      ? createGunzip({ chunkSize: INFLATE_CHUNK })
      : createZstdDecompress({
          chunkSize: INFLATE_CHUNK,
          params: { [constants.ZSTD_d_windowLogMax]: 27 },
        });
  const input = file.createReadStream({ start: 0, highWaterMark: INFLATE_CHUNK });
  input.on('error', (error) => inflater.destroy(error));
  input.pipe(inflater);
  try {
    for await (const chunk of inflater) yield chunk as Buffer;
    // Node stops after the first frame without a word: what is behind it would go unseen.
    if (compression === 'zstd' && inflater.bytesWritten !== size) throw severalFrames(path);
  } catch (error) {
    throw damaged(error, path);
  } finally {
    input.destroy();
    inflater.destroy();
  }
}

function severalFrames(path: string): SourceError {
  return new SourceError('ARCHIVE_COMPRESSION', `"${path}": the archive has more than one zstd frame`, {
    hint: 'Compress it with plain zstd, or give it uncompressed.',
  });
}

function damaged(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!/^(?:Z_|ZSTD_|ERR_ZLIB)/u.test(code)) return error;
  return new SourceError(
    'ARCHIVE_TRUNCATED',
    `"${path}": the archive cannot be inflated (${errorText(error)}): it is cut short or damaged`,
    { cause: error, hint: 'It was not written or copied whole: save it again.' },
  );
}

async function sniff(file: FileHandle): Promise<'gzip' | 'zstd' | null> {
  const magic = Buffer.alloc(6);
  await file.read(magic, 0, magic.length, 0);
  if (magic[0] === 0x1f && magic[1] === 0x8b) return 'gzip';
  if (magic.readUInt32BE(0) === 0x28b52ffd) return 'zstd';
  const isXz = magic.equals(Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]));
  if (!isXz && magic.subarray(0, 3).toString('latin1') !== 'BZh') return null;
  throw new SourceError('ARCHIVE_COMPRESSION', `the archive is compressed with ${isXz ? 'xz' : 'bzip2'}`, {
    hint: 'Give it plain or compressed with gzip or zstd.',
  });
}

async function sizeOf(path: string): Promise<number> {
  const stats = await stat(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (stats.isFile()) return stats.size;
  throw new InputError('ARCHIVE_NOT_A_FILE', `the archive "${path}" is not a file`, {
    hint: stats.isDirectory()
      ? 'Give a folder with an OCI layout as a layout.'
      : 'Save the image to a file first.',
  });
}

function unreadable(path: string, error: unknown): InputError {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  if (isMissing) {
    return new InputError('ARCHIVE_NOT_FOUND', `the archive "${path}" does not exist`, {
      cause: error,
      hint: 'Make it with `docker save <image> -o <file>`, or check the path.',
    });
  }
  return new InputError('ARCHIVE_UNREADABLE', `the archive "${path}" cannot be read: ${errorText(error)}`, {
    cause: error,
  });
}
