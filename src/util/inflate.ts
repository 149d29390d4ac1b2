import type { Sink } from './chunks.ts';
import type { Compression } from './compression.ts';
import { createHandleInflater, type Inflater } from './inflate-handle.ts';
import { createStreamInflater } from './inflate-stream.ts';

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
