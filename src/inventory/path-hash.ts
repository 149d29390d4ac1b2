import { encodeName } from '../util/names.ts';

/**
 * Two starting values, chosen at random for each run: which paths share a hash cannot be known when an image
 * is made, so that nobody can hide a file behind another.
 */
export type HashSeed = readonly [number, number];

/** A 53-bit number for a path of bytes: 8 bytes are kept for a file instead of its name. */
export function hashPath(bytes: Uint8Array, length: number, seed: HashSeed): number {
  let [a, b] = seed;
  for (let i = 0; i < length; i++) {
    const byte = bytes[i] ?? 0;
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul(b ^ byte, 0x5bd1e995) ^ (b >>> 15);
  }
  a = Math.imul(a ^ (a >>> 16), 0x45d9f3b);
  b = Math.imul(b ^ (b >>> 13), 0x27d4eb2d);
  return ((a ^ (a >>> 15)) >>> 0) * 0x20_0000 + ((b ^ (b >>> 16)) >>> 11);
}

export function hashText(path: string, seed: HashSeed): number {
  const bytes = encodeName(path);
  return hashPath(bytes, bytes.length, seed);
}

/** A list of numbers that grows and ends as one array of 8 bytes for each. */
export interface HashList {
  add(hash: number): void;
  take(): Float64Array<ArrayBuffer>;
}

export function createHashList(): HashList {
  let values = new Float64Array(1024);
  let size = 0;
  return {
    add(hash) {
      if (size === values.length) {
        const larger = new Float64Array(size * 2);
        larger.set(values);
        values = larger;
      }
      values[size++] = hash;
    },
    take: () => values.slice(0, size),
  };
}
