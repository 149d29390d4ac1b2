import type { Program } from '../../cataloguer.ts';
import type { Layout } from '../../program/layout.ts';
import { bytesAt, bytesAtAddress, numbersOf } from '../../program/layout.ts';

/** What the Go linker wrote into a program, as text. */
export interface BuildInfo {
  /** `go1.22.3`. */
  readonly go: string;
  /** Lines of words between tabs; empty when the program was built without modules. */
  readonly modules: string;
}

const MAGIC = Buffer.from('\xff Go buildinf:', 'latin1');
const HEADER_BYTES = 32;
const ALIGNMENT = 16;
const SECTIONS = new Set(['.go.buildinfo', '__go_buildinfo']);
const BIG_ENDIAN = 1;
const INLINE = 2;
/** The linker writes it at the start of the writable data where no section is named. */
const SEARCHED = 64 * 1024;
const TEXT_MAX = 16 * 1024 * 1024;
/** Sixteen bytes before and after the modules, by which they are found. */
const FRAME = 16;

/**
 * Finds and reads the build information; null when there is none. A text says why what is there cannot be read.
 * Source: the documentation of Go's debug/buildinfo, and the comment at its head on the two formats.
 */
export function readBuildInfo(program: Program, layout: Layout): BuildInfo | string | null {
  const at = find(program, layout);
  if (at === null) return null;
  const header = bytesAt(program, at, HEADER_BYTES);
  if (header === null) return 'its build information is cut short';
  const flags = header[15] ?? 0;
  const info =
    (flags & INLINE) === 0 ? readPointers(program, layout, header) : readInline(program, at + HEADER_BYTES);
  if (info === null) return 'its build information is cut short';
  return { go: info.go, modules: unframed(info.modules) };
}

function find(program: Program, layout: Layout): number | null {
  const places = [
    ...layout.sections.filter(({ name }) => SECTIONS.has(name)),
    ...layout.sections.filter(({ name }) => name === '.data'),
    ...layout.segments.filter(({ isWritable }) => isWritable),
  ];
  for (const { offset, size } of places) {
    const bytes = program.read(offset, Math.max(0, Math.min(size, SEARCHED)));
    for (let from = 0; ; from++) {
      const at = bytes.indexOf(MAGIC, from);
      if (at < 0) break;
      if (at % ALIGNMENT === 0) return offset + at;
      from = at;
    }
  }
  return null;
}

interface Texts {
  readonly go: string;
  readonly modules: Buffer;
}

/** Since Go 1.18: two texts with their lengths, one after the other. */
function readInline(program: Program, at: number): Texts | null {
  const go = inlineText(program, at);
  const modules = go === null ? null : inlineText(program, go.end);
  return go === null || modules === null ? null : { go: go.text.toString('utf8'), modules: modules.text };
}

function inlineText(program: Program, at: number): { readonly text: Buffer; readonly end: number } | null {
  const bytes = program.read(at, 10);
  let length = 0;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0;
    length += (byte & 0x7f) * 2 ** (7 * index);
    if (byte >= 0x80) continue;
    const start = at + index + 1;
    const text = length > TEXT_MAX ? null : bytesAt(program, start, length);
    return text === null ? null : { text, end: start + length };
  }
  return null;
}

/** Before: pointers to Go strings, which are a pointer and a length each. */
function readPointers(program: Program, layout: Layout, header: Buffer): Texts | null {
  const width = header[14] ?? 0;
  if (width !== 4 && width !== 8) return null;
  const isLittle = ((header[15] ?? 0) & BIG_ENDIAN) === 0;
  const pointer = (bytes: Buffer, at: number): number =>
    width === 8 ? numbersOf(bytes, isLittle).u64(at) : numbersOf(bytes, isLittle).u32(at);
  const text = (address: number): Buffer | null => {
    const string = bytesAtAddress(program, layout, address, width * 2);
    if (string === null) return null;
    const length = pointer(string, width);
    return length > TEXT_MAX ? null : bytesAtAddress(program, layout, pointer(string, 0), length);
  };
  const go = text(pointer(header, 16));
  if (go === null || go.length === 0) return null;
  return { go: go.toString('utf8'), modules: text(pointer(header, 16 + width)) ?? Buffer.alloc(0) };
}

function unframed(modules: Buffer): string {
  const end = modules.length - FRAME;
  return end > FRAME && modules[end - 1] === 0x0a ? modules.toString('utf8', FRAME, end) : '';
}
