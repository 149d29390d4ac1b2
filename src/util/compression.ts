import { SourceError } from '../model/errors.ts';

/** How bytes are compressed, told by how they start. */
export type Compression = 'none' | 'gzip' | 'zstd';

/** `sniffCompression` needs this many bytes, or all there are. */
export const SNIFF_BYTES = 6;

/**
 * Tells the compression by the first bytes. Throws `SourceError` COMPRESSION_UNSUPPORTED for what is known but not read.
 * Source: RFC 1952, 2.3.1 (gzip); RFC 8878, 3.1.1 (zstd); the xz and bzip2 file formats.
 */
export function sniffCompression(start: Uint8Array): Compression {
  if (startsWith(start, [0x1f, 0x8b])) return 'gzip';
  if (startsWith(start, [0x28, 0xb5, 0x2f, 0xfd]) || isSkippableFrame(start)) return 'zstd';
  if (startsWith(start, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])) throw unsupported('xz');
  if (startsWith(start, [0x42, 0x5a, 0x68])) throw unsupported('bzip2');
  return 'none';
}

/** The error for compressed data that is damaged or cut short. */
export function inflateFailed(compression: Compression, what: string): SourceError {
  return new SourceError('INFLATE_FAILED', `the ${compression} data is damaged: ${what}`, {
    hint: 'Fetch or build the image again; a transfer may have cut or changed it.',
  });
}

/** Zeros may follow the last gzip member, as gzip(1) allows; anything else is content that would go unseen. */
export function checkPadding(kind: Compression, rest: Uint8Array): void {
  if (rest.some((byte) => byte !== 0))
    throw inflateFailed(kind, 'something that is not compressed follows it');
}

/** A frame that a zstd reader passes over; some writers put one first. Source: RFC 8878, 3.1.2. */
function isSkippableFrame(start: Uint8Array): boolean {
  return ((start[0] ?? 0) & 0xf0) === 0x50 && startsWith(start.subarray(1), [0x2a, 0x4d, 0x18]);
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return bytes.length >= magic.length && magic.every((byte, i) => bytes[i] === byte);
}

function unsupported(what: string): SourceError {
  return new SourceError(
    'COMPRESSION_UNSUPPORTED',
    `the data is compressed with ${what}, which is not read`,
    {
      hint: 'Build or convert the image with gzip or zstd layers.',
    },
  );
}
