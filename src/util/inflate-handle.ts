import { constants, createGunzip, createZstdDecompress, gzipSync, zstdCompressSync } from 'node:zlib';
import type { Sink } from './chunks.ts';
import { checkPadding, inflateFailed, type Compression } from './compression.ts';

/** What comes out at a time, in bytes: whole tar blocks. */
export const INFLATE_CHUNK = 256 * 1024;

export interface Inflater {
  /** Takes the next compressed bytes. They may be used again when the promise is there (or at once without one). */
  push(bytes: Uint8Array): Promise<void> | undefined;
  /** Call after the last byte. Throws `SourceError` INFLATE_FAILED when the data is cut short. */
  end(): Promise<void> | undefined;
}

/** The part of Node's internal zlib handle that is used: private, so it is tried out before it is trusted. */
interface Handle {
  writeSync(
    flush: number,
    input: Uint8Array,
    inputStart: number,
    inputLength: number,
    output: Uint8Array,
    outputStart: number,
    outputLength: number,
  ): void;
  close(): void;
}

interface Opened {
  readonly handle: Handle;
  /** After a write: [bytes free in the output, bytes left of the input]. */
  readonly state: Uint32Array;
}

type Kind = Exclude<Compression, 'none'>;

const FLUSH = {
  gzip: { none: constants.Z_NO_FLUSH, end: constants.Z_FINISH },
  zstd: { none: constants.ZSTD_e_continue, end: constants.ZSTD_e_end },
} as const;

const NOTHING = new Uint8Array(0);

const works = new Map<Kind, boolean>();

/** An inflater on Node's internal handle; null where that is not there or does not do what it should. */
export function createHandleInflater(kind: Kind, sink: Sink): Inflater | null {
  const isGood = works.get(kind) ?? tryOut(kind);
  works.set(kind, isGood);
  return isGood ? openInflater(kind, sink) : null;
}

function openInflater(kind: Kind, sink: Sink): Inflater | null {
  const opened = open(kind);
  if (opened === null) return null;
  const { handle, state } = opened;
  const output = Buffer.allocUnsafeSlow(INFLATE_CHUNK);
  let filled = 0;
  let failure: string | null = null;
  let isPadding = false;
  Object.assign(handle, {
    onerror(message: string) {
      failure = message;
    },
  });

  /** Returns how many bytes of the input are left. */
  function write(flush: number, input: Uint8Array, start: number): number {
    handle.writeSync(flush, input, start, input.length - start, output, filled, INFLATE_CHUNK - filled);
    if (failure !== null) {
      handle.close();
      throw inflateFailed(kind, failure);
    }
    filled = INFLATE_CHUNK - (state[0] ?? 0);
    return state[1] ?? 0;
  }

  function inflate(flush: number, input: Uint8Array): void {
    let start = 0;
    for (;;) {
      const before = filled;
      const left = write(flush, input, start);
      const isStuck = filled === before && input.length - left === start;
      start = input.length - left;
      if (filled === INFLATE_CHUNK) {
        sink(output);
        filled = 0;
        continue;
      }
      if (left === 0) return;
      if (isStuck) {
        isPadding = true;
        checkPadding(kind, input.subarray(start));
        return;
      }
    }
  }

  return {
    push(bytes) {
      if (isPadding) checkPadding(kind, bytes);
      else inflate(FLUSH[kind].none, bytes);
      return undefined;
    },
    end() {
      if (!isPadding) inflate(FLUSH[kind].end, NOTHING);
      if (filled > 0) sink(output.subarray(0, filled));
      filled = 0;
      handle.close();
      return undefined;
    },
  };
}

function open(kind: Kind): Opened | null {
  const stream: unknown = kind === 'gzip' ? createGunzip() : createZstdDecompress();
  if (typeof stream !== 'object' || stream === null) return null;
  const handle = '_handle' in stream ? stream._handle : null;
  const state = '_writeState' in stream ? stream._writeState : null;
  return isHandle(handle) && state instanceof Uint32Array ? { handle, state } : null;
}

function isHandle(value: unknown): value is Handle {
  if (typeof value !== 'object' || value === null) return false;
  return 'writeSync' in value && typeof value.writeSync === 'function' && 'close' in value;
}

/** Two members are inflated and cut-short data is refused: the private interface does what this file relies on. */
function tryOut(kind: Kind): boolean {
  const text = Buffer.from('image gate '.repeat(50));
  const packed = kind === 'gzip' ? gzipSync(text) : zstdCompressSync(text);
  return (
    inflates(kind, Buffer.concat([packed, packed]), text.length * 2) &&
    !inflates(kind, packed.subarray(0, -2), 0)
  );
}

function inflates(kind: Kind, packed: Buffer, expected: number): boolean {
  let size = 0;
  try {
    const inflater = openInflater(kind, (bytes) => {
      size += bytes.length;
    });
    void inflater?.push(packed);
    void inflater?.end();
    return inflater !== null && size === expected;
  } catch {
    return false;
  }
}
