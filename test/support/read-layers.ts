import { openSync, readSync, closeSync } from 'node:fs';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import type { Image, Layer } from '../../src/image/image.ts';
import { createVerifier } from '../../src/image/verify.ts';

/** Every layer's uncompressed tar, read whole and verified as a walker does; throws when a digest does not match. */
export async function readLayers(image: Pick<Image, 'layers'>): Promise<readonly Buffer[]> {
  const tars: Buffer[] = [];
  for (const layer of image.layers) {
    const blob = await readBlob(layer);
    const tar = inflate(blob);
    const verifier = createVerifier(layer);
    verifier.blob(blob);
    verifier.content(tar);
    verifier.finish();
    tars.push(tar);
  }
  return tars;
}

async function readBlob({ blob }: Layer): Promise<Buffer> {
  if (blob.kind === 'stream') {
    const chunks: Uint8Array[] = [];
    for await (const chunk of await blob.open(new AbortController().signal)) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  }
  const file = openSync(blob.path, 'r');
  try {
    const bytes = Buffer.alloc(blob.length);
    let at = 0;
    while (at < bytes.length) {
      const read = readSync(file, bytes, at, bytes.length - at, blob.offset + at);
      if (read === 0) throw new Error(`${blob.path} is shorter than the layer`);
      at += read;
    }
    return bytes;
  } finally {
    closeSync(file);
  }
}

function inflate(blob: Buffer): Buffer {
  if (blob[0] === 0x1f && blob[1] === 0x8b) return gunzipSync(blob);
  return blob.readUInt32BE(0) === 0x28b52ffd ? zstdDecompressSync(blob) : blob;
}
