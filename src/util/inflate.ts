import { createGunzip, createZstdDecompress } from 'node:zlib';
import { createChunker, type Sink } from './chunks.ts';
import { inflateFailed, type Compression } from './compression.ts';
import { createHandleInflater, INFLATE_CHUNK, type Inflater } from './inflate-handle.ts';

/**
 * Inflates into one buffer that is used again and again, and hands on whole tar blocks: several times faster
 * than a stream, which makes a new buffer for each chunk. Uses the handle inside Node's zlib streams when it
 * works as we know it, else the streams themselves (`portable` forces them).
 */
export function createInflater(
  compression: Exclude<Compression, 'none'>,
  sink: Sink,
  options: { readonly portable?: boolean } = {},
): Inflater {
  const fast = options.portable === true ? null : createHandleInflater(compression, sink);
  return fast ?? createStreamInflater(compression, sink);
}

function createStreamInflater(compression: Exclude<Compression, 'none'>, sink: Sink): Inflater {
  const options = { chunkSize: INFLATE_CHUNK };
  const stream = compression === 'gzip' ? createGunzip(options) : createZstdDecompress(options);
  const chunker = createChunker(sink);
  const { promise: done, resolve, reject } = Promise.withResolvers<void>();
  let failure: unknown = null;
  function fail(error: unknown): void {
    failure ??= error instanceof Error && 'code' in error ? inflateFailed(compression, error.message) : error;
    reject(failure);
  }
  stream.on('data', (bytes: Buffer) => {
    try {
      chunker.push(bytes);
    } catch (error) {
      // A listener that throws would end the process.
      fail(error);
      stream.destroy();
    }
  });
  stream.once('end', resolve);
  stream.on('error', fail);
  // Seen by the next call too; this keeps it from being "unhandled" until then.
  done.catch(() => {});
  return {
    async push(bytes) {
      if (failure !== null) throw failure;
      const written = new Promise<void>((next) => {
        stream.write(Buffer.from(bytes), () => {
          next();
        });
      });
      await Promise.race([written, done]);
      if (failure !== null) throw failure;
    },
    async end() {
      stream.end();
      await done;
      chunker.end();
    },
  };
}
