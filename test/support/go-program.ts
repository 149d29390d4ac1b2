import { ELF_BASE, elfFile } from './elf.ts';

const FRAME = Buffer.alloc(16, 0x30);

export interface GoParts {
  readonly go?: string;
  readonly modules?: string;
  readonly is64?: boolean;
  readonly isLittle?: boolean;
  /** The format before Go 1.18, with pointers. */
  readonly old?: boolean;
}

/** Only the section that the Go linker writes, for any kind of program. */
export function inlineBuildInfo(go: string, modules: string): Buffer {
  const header = Buffer.alloc(32);
  header.write('\xff Go buildinf:', 'latin1');
  header[14] = 8;
  header[15] = 2;
  return Buffer.concat([
    header,
    ...[Buffer.from(go), framed(modules)].map((text) => Buffer.concat([varint(text.length), text])),
  ]);
}

/** An ELF program that says that Go built it. */
export function goProgram(parts: GoParts = {}): Buffer {
  const { go = 'go1.22.3', modules = '', is64 = true, isLittle = true, old = false } = parts;
  if (!old) return elfFile({ is64, isLittle, sections: { '.go.buildinfo': inlineBuildInfo(go, modules) } });
  const make = (start: number): Buffer => pointers({ go, modules, is64, isLittle, start });
  // The first try tells where the section lands.
  const probe = elfFile({ is64, isLittle, sections: { '.go.buildinfo': make(0) } });
  return elfFile({
    is64,
    isLittle,
    sections: { '.go.buildinfo': make(ELF_BASE + probe.indexOf('\xff Go buildinf:', 'latin1')) },
  });
}

function pointers(parts: Required<Omit<GoParts, 'old'>> & { readonly start: number }): Buffer {
  const { go, modules, is64, isLittle, start } = parts;
  const width = is64 ? 8 : 4;
  const texts = [Buffer.from(go), framed(modules)] as const;
  const number = (value: number): Buffer => {
    const out = Buffer.alloc(8);
    if (isLittle) out.writeBigUInt64LE(BigInt(value));
    else out.writeBigUInt64BE(BigInt(value) << BigInt(64 - width * 8));
    return out.subarray(0, width);
  };
  const header = Buffer.alloc(16);
  header.write('\xff Go buildinf:', 'latin1');
  header[14] = width;
  header[15] = isLittle ? 0 : 1;
  const strings = 32;
  const first = strings + width * 4;
  return Buffer.concat([
    header,
    number(start + strings),
    number(start + strings + width * 2),
    Buffer.alloc(16 - width * 2),
    number(start + first),
    number(texts[0].length),
    number(start + first + texts[0].length),
    number(texts[1].length),
    ...texts,
  ]);
}

function framed(modules: string): Buffer {
  return modules === '' ? Buffer.alloc(0) : Buffer.concat([FRAME, Buffer.from(modules), FRAME]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest & 0x7f) | 0x80);
    rest = Math.floor(rest / 128);
  }
  return Buffer.from([...bytes, rest]);
}
