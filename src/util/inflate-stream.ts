import { createGunzip, createZstdDecompress } from 'node:zlib';
import { createChunker, type Sink } from './chunks.ts';
import { checkPadding, inflateFailed, type Compression } from './compression.ts';
import { INFLATE_CHUNK, type Inflater } from './inflate-handle.ts';

type Kind = Exclude<Compression, 'none'>;

/** An inflater on Node's public streams: slower, and there whatever Node's insides look like. */
export function createStreamInflater(kind: Kind, sink: Sink): Inflater {
  const chunker = createChunker(sink);
  let part: Part | null = openPart(kind, chunker.push);
  let isPadding = false;
  return {
    async push(bytes) {
      // The stream may hold on to what it is given.
      let rest = Buffer.from(bytes);
      while (rest.length > 0) {
        if (isPadding) {
          checkPadding(kind, rest);
          return;
        }
        part ??= openPart(kind, chunker.push);
        const used = await part.write(rest);
        if (used === null) return;
        // The stream stops after one zstd frame, and at zeros after gzip, without a word about what is left.
        part = null;
        isPadding = kind === 'gzip';
        rest = rest.subarray(used);
      }
    },
    async end() {
      await part?.end();
      chunker.end();
    },
  };
}

interface Part {
  /** Null when all was taken; else how much was, and the part has ended. */
  write(bytes: Buffer): Promise<number | null>;
  end(): Promise<void>;
}

function openPart(kind: Kind, push: (bytes: Uint8Array) => void): Part {
  const options = { chunkSize: INFLATE_CHUNK };
  const stream = kind === 'gzip' ? createGunzip(options) : createZstdDecompress(options);
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>();
  stream.on('data', (bytes: Buffer) => {
    try {
      push(bytes);
    } catch (error) {
      // A listener that throws would end the process.
      reject(error);
      stream.destroy();
    }
  });
  stream.once('end', resolve);
  stream.on('error', (error) => {
    reject(inflateFailed(kind, error.message));
  });
  // The next call throws it; until then it is not "unhandled".
  ended.catch(() => {});
  return {
    async write(bytes) {
      const before = stream.bytesWritten;
      const taken = new Promise<boolean>((next) => {
        stream.write(bytes, () => {
          next(true);
        });
      });
      const isTaken = await Promise.race([ended.then(() => false), taken]);
      if (stream.destroyed) await ended;
      const used = stream.bytesWritten - before;
      return isTaken && used === bytes.length ? null : used;
    },
    async end() {
      stream.end();
      await ended;
    },
  };
}
