import type { Program } from '../cataloguer.ts';
import type { Layout, Section, Segment } from './layout.ts';
import { bytesAt, numbersOf, PARTS_MAX, textAt } from './layout.ts';

const SIGNATURE = 0x0000_4550;
const OPTIONAL_64 = 0x20b;
const WRITABLE = 0x8000_0000;
const LIBRARY = 0x2000;
const SECTION_BYTES = 40;

/** Reads the headers of a PE file; a text says why they cannot be used. Source: Microsoft, "PE Format". */
export function readPe(program: Program): Layout | string {
  const start = bytesAt(program, 0, 64);
  const at = start?.readUInt32LE(0x3c) ?? -1;
  const header = bytesAt(program, at, 24);
  if (header === null || header.readUInt32LE(0) !== SIGNATURE) return 'its PE header lies outside of it';
  const n = numbersOf(header, true);
  const count = n.u16(6);
  const optionalSize = n.u16(20);
  const optional = bytesAt(program, at + 24, optionalSize);
  const table = count > PARTS_MAX ? null : bytesAt(program, at + 24 + optionalSize, count * SECTION_BYTES);
  if (optional === null || optional.length < 32 || table === null) return 'its sections lie outside of it';
  const base =
    optional.readUInt16LE(0) === OPTIONAL_64
      ? Number(optional.readBigUInt64LE(24))
      : optional.readUInt32LE(28);
  const segments: Segment[] = [];
  const sections: Section[] = [];
  for (let from = 0; from < table.length; from += SECTION_BYTES) {
    const offset = table.readUInt32LE(from + 20);
    const size = table.readUInt32LE(from + 16);
    sections.push({ name: textAt(table.subarray(from, from + 8), 0), offset, size });
    segments.push({
      address: base + table.readUInt32LE(from + 12),
      offset,
      size,
      isWritable: (table.readUInt32LE(from + 36) & WRITABLE) !== 0,
    });
  }
  const isLibrary = (n.u16(22) & LIBRARY) !== 0;
  return {
    isLittle: true,
    segments,
    sections,
    facts: { format: 'pe', isLibrary, needed: [], interpreter: null },
  };
}
