import type { Program } from '../cataloguer.ts';
import type { Layout, Section, Segment } from './layout.ts';
import { bytesAt, numbersOf, PARTS_MAX, textAt } from './layout.ts';

const MAGIC = { is32: 0xfe_ed_fa_ce, is64: 0xfe_ed_fa_cf } as const;
const FAT = { is32: 0xca_fe_ba_be, is64: 0xca_fe_ba_bf } as const;
const COMMAND = { segment: 0x1, segment64: 0x19, library: 0xc } as const;
const WRITABLE = 2;
const TYPE_LIBRARY = 6;
const COMMANDS_MAX = 16 * 1024 * 1024;
const SLICES_MAX = 44;

/** The programs in a fat Mach-O file, one for each architecture; the file itself when it is thin. Source: <mach-o/fat.h>. */
export function slicesOf(program: Program): readonly Program[] {
  const start = bytesAt(program, 0, 8);
  const magic = start?.readUInt32BE(0);
  if (start === null || (magic !== FAT.is32 && magic !== FAT.is64)) return [program];
  const count = Math.min(start.readUInt32BE(4), SLICES_MAX);
  const width = magic === FAT.is64 ? 32 : 20;
  const table = bytesAt(program, 8, count * width);
  if (table === null) return [];
  return Array.from({ length: count }, (_, index) => {
    const n = numbersOf(table, false);
    const at = index * width;
    const [offset, size] =
      magic === FAT.is64 ? [n.u64(at + 8), n.u64(at + 16)] : [n.u32(at + 8), n.u32(at + 12)];
    return sliceOf(program, offset, Math.min(size, Math.max(0, program.size - offset)));
  });
}

function sliceOf(program: Program, start: number, size: number): Program {
  return {
    ...program,
    size,
    read: (offset, length) => program.read(start + offset, Math.max(0, Math.min(length, size - offset))),
  };
}

/** Reads the headers of a thin Mach-O file; a text says why they cannot be used. Source: <mach-o/loader.h>. */
export function readMachO(program: Program): Layout | string {
  const start = bytesAt(program, 0, 32);
  if (start === null) return 'its Mach-O header is cut short';
  const isLittle = start.readUInt32LE(0) === MAGIC.is32 || start.readUInt32LE(0) === MAGIC.is64;
  const header = numbersOf(start, isLittle);
  const is64 = header.u32(0) === MAGIC.is64;
  if (!is64 && header.u32(0) !== MAGIC.is32) return 'its Mach-O header is of an unknown kind';
  const size = header.u32(20);
  const commands = size > COMMANDS_MAX ? null : bytesAt(program, is64 ? 32 : 28, size);
  if (commands === null) return 'its load commands lie outside of it';
  const n = numbersOf(commands, isLittle);
  const segments: Segment[] = [];
  const sections: Section[] = [];
  const needed: string[] = [];
  let at = 0;
  for (let left = Math.min(header.u32(16), PARTS_MAX); left > 0; left--) {
    if (at + 8 > size) return 'its load commands are cut short';
    const [command, length] = [n.u32(at), n.u32(at + 4)];
    if (length < 8 || at + length > size) return 'a load command lies outside of the others';
    const body = commands.subarray(at, at + length);
    if (command === COMMAND.segment || command === COMMAND.segment64) {
      const problem = readSegment(body, command === COMMAND.segment64, isLittle, { segments, sections });
      if (problem !== null) return problem;
    } else if (command === COMMAND.library && length >= 24) needed.push(textAt(body, n.u32(at + 8), 512));
    at += length;
  }
  const isLibrary = header.u32(12) === TYPE_LIBRARY;
  return { isLittle, segments, sections, facts: { format: 'mach-o', isLibrary, needed, interpreter: null } };
}

function readSegment(
  body: Buffer,
  is64: boolean,
  isLittle: boolean,
  into: { readonly segments: Segment[]; readonly sections: Section[] },
): string | null {
  const head = is64 ? 72 : 56;
  if (body.length < head) return 'a segment is cut short';
  const n = numbersOf(body, isLittle);
  into.segments.push({
    address: is64 ? n.u64(24) : n.u32(24),
    offset: is64 ? n.u64(40) : n.u32(32),
    size: is64 ? n.u64(48) : n.u32(36),
    isWritable: (n.u32(is64 ? 60 : 44) & WRITABLE) !== 0,
  });
  const count = n.u32(is64 ? 64 : 48);
  const width = is64 ? 80 : 68;
  if (into.sections.length + count > PARTS_MAX) return 'it has too many sections';
  if (head + count * width > body.length) return 'the sections of a segment are cut short';
  for (let at = head; at < head + count * width; at += width) {
    into.sections.push({
      name: textAt(body.subarray(at, at + 16), 0),
      offset: is64 ? n.u32(at + 48) : n.u32(at + 40),
      size: is64 ? n.u64(at + 40) : n.u32(at + 36),
    });
  }
  return null;
}
