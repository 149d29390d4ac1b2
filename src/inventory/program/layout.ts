import type { ProgramFacts } from '../../model/component.ts';
import type { Program } from '../cataloguer.ts';

/** A part of a program that is loaded to an address. */
export interface Segment {
  readonly address: number;
  readonly offset: number;
  readonly size: number;
  readonly isWritable: boolean;
}

export interface Section {
  readonly name: string;
  readonly offset: number;
  readonly size: number;
}

/** Where things are in a program. */
export interface Layout {
  readonly isLittle: boolean;
  readonly segments: readonly Segment[];
  readonly sections: readonly Section[];
  readonly facts: ProgramFacts;
}

/** More of either has no real program. */
export const PARTS_MAX = 4096;

/** Numbers of one byte order. Whoever reads beyond the end of `bytes` gets a RangeError. */
export interface Numbers {
  u16(at: number): number;
  u32(at: number): number;
  /** A larger number than JavaScript can count to is no offset in any file: it stays larger than all. */
  u64(at: number): number;
}

export function numbersOf(bytes: Buffer, isLittle: boolean): Numbers {
  return isLittle
    ? {
        u16: (at) => bytes.readUInt16LE(at),
        u32: (at) => bytes.readUInt32LE(at),
        u64: (at) => Number(bytes.readBigUInt64LE(at)),
      }
    : {
        u16: (at) => bytes.readUInt16BE(at),
        u32: (at) => bytes.readUInt32BE(at),
        u64: (at) => Number(bytes.readBigUInt64BE(at)),
      };
}

/** Exactly these bytes, in a buffer of their own; null when the program does not have them. */
export function bytesAt(program: Program, offset: number, length: number): Buffer | null {
  if (!Number.isSafeInteger(offset) || offset < 0 || length < 0 || offset + length > program.size)
    return null;
  const bytes = program.read(offset, length);
  return bytes.length === length ? Buffer.from(bytes) : null;
}

/** What is loaded to an address; null when nothing is, or not from the file. */
export function bytesAtAddress(
  program: Program,
  layout: Layout,
  address: number,
  length: number,
): Buffer | null {
  for (const { address: start, offset, size } of layout.segments) {
    if (address < start || address + length > start + size) continue;
    return bytesAt(program, offset + (address - start), length);
  }
  return null;
}

/** Text up to a NUL, within `most` bytes. */
export function textAt(bytes: Buffer, at: number, most = 4096): string {
  if (at < 0 || at >= bytes.length) return '';
  const end = bytes.indexOf(0, at);
  const stop = Math.min(end < 0 ? bytes.length : end, at + most);
  return bytes.toString('latin1', at, stop);
}
