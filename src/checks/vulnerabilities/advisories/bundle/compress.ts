import { createHash } from 'node:crypto';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { badBundle } from './errors.ts';

/** A part of a bundle as it is stored, and how its manifest describes it. */
export interface Packed {
  readonly data: Buffer;
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly inflatedBytes: number;
}

/** Smaller by a tenth than the usual level, and built once a day. */
const LEVEL = 19;

export function pack(folder: string, text: string): Packed {
  const plain = Buffer.from(text);
  const data = zstdCompressSync(plain, {
    params: { [constants.ZSTD_c_compressionLevel]: LEVEL, [constants.ZSTD_c_windowLog]: 23 },
    pledgedSrcSize: plain.length,
  });
  const sha256 = sha256Hex(data);
  return { data, path: `${folder}/${sha256}.zst`, sha256, bytes: data.length, inflatedBytes: plain.length };
}

/**
 * The text of a stored part. It is inflated only when it is what the manifest says, and never to more than that.
 * `path` is for messages. Throws `SourceError` ADVISORIES_BAD_BUNDLE.
 */
export function unpack(data: Buffer, expected: Omit<Packed, 'data'>, path: string): string {
  if (data.length !== expected.bytes || sha256Hex(data) !== expected.sha256) {
    throw badBundle(path, `${expected.path} is not what the manifest says: its SHA-256 differs`);
  }
  let plain: Buffer;
  try {
    plain = zstdDecompressSync(data, { maxOutputLength: Math.max(expected.inflatedBytes, 1) });
  } catch (error) {
    throw badBundle(path, `${expected.path} does not inflate to what the manifest says`, error);
  }
  if (plain.length !== expected.inflatedBytes) {
    throw badBundle(path, `${expected.path} inflates to less than the manifest says`);
  }
  return plain.toString('utf8');
}

function sha256Hex(data: Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
