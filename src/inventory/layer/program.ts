import type { ProgramFacts } from '../../model/component.ts';
import type { Program } from '../cataloguer.ts';

/** Bytes; a shorter file is no program. Source: ELF-64 object file format, the header's size. */
export const PROGRAM_LEAST = 64;

const ELF = 0x7f_45_4c_46;
/** Thin, 32 and 64 bits, in both byte orders. Source: <mach-o/loader.h>. */
const MACH_O: ReadonlySet<number> = new Set([0xfe_ed_fa_ce, 0xfe_ed_fa_cf, 0xce_fa_ed_fe, 0xcf_fa_ed_fe]);
/** Several architectures in one file, with 32 and 64-bit offsets. Source: <mach-o/fat.h>. */
const MACH_O_FAT: ReadonlySet<number> = new Set([0xca_fe_ba_be, 0xca_fe_ba_bf]);
/** Java classes start as fat files do; their next number is a version of 45 or more. Source: JVM specification, 4.1. */
const FAT_MOST = 44;
const PE_OFFSET = 0x3c;
const PE_SIGNATURE = 0x50_45_00_00;

// The note's name size 4, description size (any), type 4, name "Go\0\0".
const GO_NOTE_NAME = Buffer.from([0x04, 0x00, 0x00, 0x00, 0x47, 0x6f, 0x00, 0x00]);
/** Bytes of a program that are enough for `isGoProgram`: the note is in its first page. */
const GO_NOTE_WITHIN = 4096;

/**
 * What kind of program starts at `offset`, by its magic numbers; null for all other files. A PE file whose
 * signature lies beyond the bytes given is taken for one: ask again when there are more.
 */
export function programFormat(bytes: Uint8Array, offset: number): Program['format'] | null {
  const first = bytes[offset];
  // Nearly all files end here.
  if (
    first !== 0x7f &&
    first !== 0x4d &&
    first !== 0xca &&
    first !== 0xce &&
    first !== 0xcf &&
    first !== 0xfe
  )
    return null;
  if (bytes.length - offset < 8) return null;
  const magic = number(bytes, offset);
  if (magic === ELF) return 'elf';
  if (MACH_O.has(magic)) return 'mach-o';
  if (MACH_O_FAT.has(magic)) {
    const count = number(bytes, offset + 4);
    return count > 0 && count <= FAT_MOST ? 'mach-o' : null;
  }
  return magic >>> 16 === 0x4d5a && mayBePe(bytes, offset) ? 'pe' : null;
}

/**
 * Whether the first page of an ELF file holds the note that the Go linker writes (section `.note.go.buildid`,
 * type 4, name `Go`). Source: cmd/link and debug/buildinfo in the Go tree.
 */
export function isGoProgram(program: Program): boolean {
  return program.format === 'elf' && program.read(0, GO_NOTE_WITHIN).includes(GO_NOTE_NAME);
}

/** Libraries and parts of programs, by their names. */
const NO_PROGRAM = /\.(?:so(?:\.[0-9A-Za-z_.]{1,64})?|node|dll|dylib|bundle|o|ko|a|pyd|bpf|debug)$/iu;

/** Whether it can be run by itself, by its headers and its name: no library and no part of another program. */
export function isProgram(path: string, facts: ProgramFacts | null): boolean {
  return facts?.isLibrary !== true && !NO_PROGRAM.test(path);
}

/** Where the signature is, a little-endian number says. Source: PE format, "MS-DOS Stub" and "Signature". */
function mayBePe(bytes: Uint8Array, offset: number): boolean {
  const field = offset + PE_OFFSET;
  if (field + 4 > bytes.length) return false;
  const at = offset + swapped(number(bytes, field));
  return at + 4 > bytes.length || number(bytes, at) === PE_SIGNATURE;
}

function number(bytes: Uint8Array, at: number): number {
  const high = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  const low = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
  return high * 0x1_0000 + low;
}

function swapped(value: number): number {
  const bytes = [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24];
  return number(Uint8Array.from(bytes), 0);
}
