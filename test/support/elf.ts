import type { Program } from '../../src/inventory/cataloguer.ts';

/** A program in memory. */
export function programOf(bytes: Buffer, format: Program['format'] = 'elf'): Program {
  return {
    format,
    size: bytes.length,
    isExecutable: true,
    read: (offset, length) => bytes.subarray(offset, offset + Math.max(0, length)),
  };
}

export interface ElfParts {
  readonly is64?: boolean;
  readonly isLittle?: boolean;
  /** 2: a program; 3: shared. */
  readonly type?: number;
  readonly entry?: number;
  /** Content by the section's name. All of it is loaded at `ELF_BASE` plus its offset, writable. */
  readonly sections?: Readonly<Record<string, Buffer>>;
  readonly interpreter?: string;
  /** Tags and values; texts become offsets into the table of strings. */
  readonly dynamic?: readonly (readonly [tag: number, value: number | string])[];
}

export const ELF_BASE = 0x10_0000;

/** An ELF file with these parts, for either width and byte order. */
export function elfFile(parts: ElfParts): Buffer {
  const { is64 = true, isLittle = true, type = 2, entry = 0, sections = {}, interpreter, dynamic } = parts;
  const width = is64 ? 8 : 4;
  const number = (value: number, bytes: number): Buffer => {
    const out = Buffer.alloc(8);
    if (isLittle) out.writeBigUInt64LE(BigInt(value));
    else out.writeBigUInt64BE(BigInt(value) << BigInt(64 - bytes * 8));
    return out.subarray(0, bytes);
  };
  const n = (value: number): Buffer => number(value, width);
  const [headerSize, segmentSize, sectionSize] = is64 ? [64, 56, 64] : [52, 32, 40];
  const segmentCount = 1 + (interpreter === undefined ? 0 : 1) + (dynamic === undefined ? 0 : 1);
  let offset = Math.ceil((headerSize + segmentCount * segmentSize) / 16) * 16;
  const body: Buffer[] = [];
  const place = (bytes: Buffer): { readonly offset: number; readonly size: number } => {
    const at = { offset, size: bytes.length };
    const padded = Buffer.concat([bytes, Buffer.alloc((16 - (bytes.length % 16)) % 16)]);
    body.push(padded);
    offset += padded.length;
    return at;
  };
  const strings = Buffer.from(
    `\0${(dynamic ?? []).map(([, value]) => (typeof value === 'string' ? `${value}\0` : '')).join('')}`,
  );
  const stringsAt = place(strings);
  const dynamicAt =
    dynamic === undefined
      ? null
      : place(
          Buffer.concat(
            [...dynamic, [5, ELF_BASE + stringsAt.offset] as const, [0, 0] as const].flatMap(
              ([tag, value]) => [
                n(tag),
                n(typeof value === 'string' ? strings.indexOf(`${value}\0`) : value),
              ],
            ),
          ),
        );
  const interpreterAt = interpreter === undefined ? null : place(Buffer.from(`${interpreter}\0`));
  const placed = Object.entries(sections).map(([name, bytes]) => ({ name, ...place(bytes) }));
  const names = Buffer.from(`\0${[...placed.map(({ name }) => name), '.shstrtab'].join('\0')}\0`);
  const namesAt = place(names);
  const table = offset;
  const all = [...placed, { name: '.shstrtab', ...namesAt }];
  const segment = (kind: number, at: { readonly offset: number; readonly size: number }): Buffer => {
    const address = n(ELF_BASE + at.offset);
    const flags = number(6, 4);
    return is64
      ? Buffer.concat([number(kind, 4), flags, n(at.offset), address, address, n(at.size), n(at.size), n(16)])
      : Buffer.concat([
          number(kind, 4),
          n(at.offset),
          address,
          address,
          n(at.size),
          n(at.size),
          flags,
          n(16),
        ]);
  };
  const header = Buffer.concat([
    Buffer.from([0x7f, 0x45, 0x4c, 0x46, is64 ? 2 : 1, isLittle ? 1 : 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    number(type, 2),
    number(62, 2),
    number(1, 4),
    n(entry),
    n(headerSize),
    n(table),
    number(0, 4),
    ...[headerSize, segmentSize, segmentCount, sectionSize, all.length + 1, all.length].map((value) =>
      number(value, 2),
    ),
  ]);
  const segments = Buffer.concat([
    segment(1, { offset: 0, size: table }),
    ...(interpreterAt === null ? [] : [segment(3, interpreterAt)]),
    ...(dynamicAt === null ? [] : [segment(2, dynamicAt)]),
  ]);
  const rows = all.map(({ name, offset: at, size }) =>
    Buffer.concat([
      number(names.indexOf(`\0${name}\0`) + 1, 4),
      number(1, 4),
      n(3),
      n(ELF_BASE + at),
      n(at),
      n(size),
      Buffer.alloc(sectionSize - 8 - width * 4),
    ]),
  );
  const start = Buffer.concat([header, segments]);
  const pad = Buffer.alloc((16 - (start.length % 16)) % 16);
  return Buffer.concat([start, pad, ...body, Buffer.alloc(sectionSize), ...rows]);
}
