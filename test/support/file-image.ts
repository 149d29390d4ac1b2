import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Image } from '../../src/image/image.ts';
import { anImage } from './an-image.ts';
import { sha256Of } from './tar.ts';

/** An image of one layer that is a whole file: a tar, or a gzipped one. */
export function fileImage(file: string): Image {
  const stored = readFileSync(file);
  const isGzip = stored[0] === 0x1f && stored[1] === 0x8b;
  const digest = sha256Of(stored);
  const diffId = isGzip ? sha256Of(gunzipSync(stored)) : digest;
  const blob = { kind: 'file' as const, path: file, offset: 0, length: stored.length };
  return { ...anImage(), layers: [{ index: 0, diffId, digest, size: stored.length, createdBy: null, blob }] };
}
