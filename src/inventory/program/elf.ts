import type { Program } from '../cataloguer.ts';
import type { Layout, Numbers, Section, Segment } from './layout.ts';
import { bytesAt, numbersOf, PARTS_MAX, textAt } from './layout.ts';

const TYPE = { executable: 2, shared: 3 } as const;
const SEGMENT = { load: 1, dynamic: 2, interpreter: 3 } as const;
const TAG = { end: 0, needed: 1, stringTable: 5, soname: 14, flags1: 0x6fff_fffb } as const;
const NO_BITS = 8;
const WRITABLE = 2;
const PIE = 0x0800_0000;
const NEEDED_MAX = 1000;
const NAME_MAX = 64;
/** Dynamic sections and tables of strings are kilobytes. */
const TABLE_MAX = 64 * 1024 * 1024;

interface Header {
  readonly type: number;
  readonly entry: number;
  readonly segments: { readonly at: number; readonly size: number; readonly count: number };
  readonly sections: {
    readonly at: number;
    readonly size: number;
    readonly count: number;
    readonly names: number;
  };
}

/** Reads the headers of an ELF file; a text says why they cannot be used. Source: ELF specification, gABI 4.1, chapters 4 and 5. */
export function readElf(program: Program): Layout | string {
  const start = bytesAt(program, 0, Math.min(64, program.size));
  if (start === null || start.length < 52) return 'its ELF header is cut short';
  const is64 = start[4] === 2;
  const isLittle = start[5] !== 2;
  if (is64 && start.length < 64) return 'its ELF header is cut short';
  const header = is64 ? header64(numbersOf(start, isLittle)) : header32(numbersOf(start, isLittle));
  const segments = readSegments(program, header, is64, isLittle);
  if (segments === null) return 'its program headers lie outside of it';
  // Without sections (they can be stripped) there is still all that a loader needs.
  const sections = readSections(program, header, is64, isLittle) ?? [];
  const dynamic = readDynamic(program, segments, is64, isLittle);
  const interpreter = segments.find(({ type }) => type === SEGMENT.interpreter);
  const named =
    interpreter === undefined ? null : bytesAt(program, interpreter.offset, Math.min(interpreter.size, 4096));
  const isProgram =
    header.type === TYPE.executable ||
    (header.type === TYPE.shared &&
      (named !== null ||
        dynamic.isPie ||
        (header.entry !== 0 && dynamic.soname === null && dynamic.needed.length === 0)));
  return {
    isLittle,
    segments: segments.filter(({ type }) => type === SEGMENT.load),
    sections,
    facts: {
      format: 'elf',
      isLibrary: !isProgram,
      needed: dynamic.needed,
      interpreter: named === null ? null : textAt(named, 0).replace(/^\/+/u, ''),
    },
  };
}

function header64(n: Numbers): Header {
  return {
    type: n.u16(16),
    entry: n.u64(24),
    segments: { at: n.u64(32), size: n.u16(54), count: n.u16(56) },
    sections: { at: n.u64(40), size: n.u16(58), count: n.u16(60), names: n.u16(62) },
  };
}

function header32(n: Numbers): Header {
  return {
    type: n.u16(16),
    entry: n.u32(24),
    segments: { at: n.u32(28), size: n.u16(42), count: n.u16(44) },
    sections: { at: n.u32(32), size: n.u16(46), count: n.u16(48), names: n.u16(50) },
  };
}

type TypedSegment = Segment & { readonly type: number };

function readSegments(
  program: Program,
  { segments }: Header,
  is64: boolean,
  isLittle: boolean,
): readonly TypedSegment[] | null {
  const { at, size, count } = segments;
  if (count > PARTS_MAX || (count > 0 && size < (is64 ? 56 : 32))) return null;
  const table = bytesAt(program, at, size * count);
  if (table === null) return null;
  const n = numbersOf(table, isLittle);
  return Array.from({ length: count }, (_, index) => {
    const from = index * size;
    const flags = n.u32(from + (is64 ? 4 : 24));
    return {
      type: n.u32(from),
      offset: is64 ? n.u64(from + 8) : n.u32(from + 4),
      address: is64 ? n.u64(from + 16) : n.u32(from + 8),
      size: is64 ? n.u64(from + 32) : n.u32(from + 16),
      isWritable: (flags & WRITABLE) !== 0,
    };
  });
}

function readSections(
  program: Program,
  { sections }: Header,
  is64: boolean,
  isLittle: boolean,
): readonly Section[] | null {
  const { at, size, count, names } = sections;
  if (count === 0 || count > PARTS_MAX || names >= count || size < (is64 ? 64 : 40)) return null;
  const table = bytesAt(program, at, size * count);
  if (table === null) return null;
  const n = numbersOf(table, isLittle);
  const place = (index: number): { readonly offset: number; readonly size: number } => ({
    offset: is64 ? n.u64(index * size + 24) : n.u32(index * size + 16),
    size: is64 ? n.u64(index * size + 32) : n.u32(index * size + 20),
  });
  const strings = place(names);
  // One name at a time: linkers put all names of symbols into the same table, which can be very large.
  const nameOf = (index: number): string => {
    const from = n.u32(index * size);
    const left = Math.min(NAME_MAX, strings.size - from, program.size - strings.offset - from);
    return left <= 0 ? '' : textAt(program.read(strings.offset + from, left), 0);
  };
  return Array.from({ length: count }, (_, index) => index)
    .filter((index) => n.u32(index * size + 4) !== NO_BITS)
    .map((index) => ({ name: nameOf(index), ...place(index) }));
}

interface Dynamic {
  readonly needed: readonly string[];
  readonly soname: string | null;
  readonly isPie: boolean;
}

function readDynamic(
  program: Program,
  segments: readonly TypedSegment[],
  is64: boolean,
  isLittle: boolean,
): Dynamic {
  const none: Dynamic = { needed: [], soname: null, isPie: false };
  const segment = segments.find(({ type }) => type === SEGMENT.dynamic);
  const table =
    segment === undefined || segment.size > TABLE_MAX ? null : bytesAt(program, segment.offset, segment.size);
  if (table === null) return none;
  const n = numbersOf(table, isLittle);
  const width = is64 ? 8 : 4;
  const needed: number[] = [];
  let [soname, strings, flags]: [number | null, number | null, number] = [null, null, 0];
  for (let at = 0; at + width * 2 <= table.length; at += width * 2) {
    const tag = is64 ? n.u64(at) : n.u32(at);
    const value = is64 ? n.u64(at + width) : n.u32(at + width);
    if (tag === TAG.end) break;
    if (tag === TAG.needed && needed.length < NEEDED_MAX) needed.push(value);
    else if (tag === TAG.soname) soname = value;
    else if (tag === TAG.stringTable) strings = value;
    else if (tag === TAG.flags1) flags = value;
  }
  const isPie = (flags & PIE) !== 0;
  const name = (offset: number): string => textOf(program, segments, strings, offset);
  const names = needed.map(name).filter((one) => one !== '');
  return { needed: names, soname: soname === null ? null : name(soname), isPie };
}

function textOf(
  program: Program,
  segments: readonly TypedSegment[],
  strings: number | null,
  offset: number,
): string {
  if (strings === null) return '';
  const address = strings + offset;
  const load = segments.find(
    (one) => one.type === SEGMENT.load && address >= one.address && address < one.address + one.size,
  );
  if (load === undefined) return '';
  const from = load.offset + (address - load.address);
  const bytes = bytesAt(program, from, Math.min(512, Math.max(0, program.size - from)));
  return bytes === null ? '' : textAt(bytes, 0, 512);
}
