import { TAR_BLOCK } from './tar.ts';

/** Takes bytes that are only valid until it returns. */
export type Sink = (bytes: Uint8Array) => void;

export interface Chunker {
  readonly push: (bytes: Uint8Array) => void;
  /** Hands on what is left, which need not be whole blocks. */
  readonly end: () => void;
}

/**
 * Hands on whole tar blocks, whatever the sizes of what comes in, so that a header never straddles two chunks.
 * Whole blocks that come in are not copied.
 */
export function createChunker(sink: Sink): Chunker {
  const rest = Buffer.alloc(TAR_BLOCK);
  let held = 0;

  return {
    push(bytes) {
      let start = 0;
      if (held > 0) {
        start = Math.min(TAR_BLOCK - held, bytes.length);
        rest.set(bytes.subarray(0, start), held);
        held += start;
        if (held < TAR_BLOCK) return;
        sink(rest);
        held = 0;
      }
      const whole = bytes.length - start - ((bytes.length - start) % TAR_BLOCK);
      if (whole > 0) sink(bytes.subarray(start, start + whole));
      if (start + whole === bytes.length) return;
      rest.set(bytes.subarray(start + whole));
      held = bytes.length - start - whole;
    },
    end() {
      if (held > 0) sink(rest.subarray(0, held));
      held = 0;
    },
  };
}
