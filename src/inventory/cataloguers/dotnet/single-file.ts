import { LIMITS } from '../../../util/limits.ts';
import type { Program, ProgramCataloguer, Reading } from '../../cataloguer.ts';
import { readLayout } from '../../program/facts.ts';
import { bytesAt } from '../../program/layout.ts';
import { readDepsJson } from './deps-json.ts';

/** The bundle signature: the eight bytes before it say where the bundle's header is. */
const MARK = Buffer.from('8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae', 'hex');
const SECTIONS = new Set(['.data', '__data', '.rdata', '.rodata']);
const SEARCHED = 16 * 1024 * 1024;
/** From this version on the header says where the list of dependencies is. */
const WITH_OFFSETS = 2;
const HEADER_BYTES = 512;
/** In place of an offset. */
const OVERLAP = 'overlap';

/** .NET programs published as a single file. Source: dotnet/designs, "Single-file Publish", "Bundle format". */
export const DOTNET_SINGLE_FILE: ProgramCataloguer = {
  id: 'dotnet-single-file',
  ecosystem: 'nuget',
  sees: 'Packages of .NET programs that were published as a single file, by the `*.deps.json` inside.',
  doesNotSee: 'Bundles of .NET Core 3 and bundles without that list (told); programs compiled ahead of time.',
  readProgram(program) {
    const at = headerOffset(program);
    if (at === null) return null;
    return at === OVERLAP ? unknown('its sections lie over each other') : readBundle(program, at);
  },
};

/** Null for an ordinary program; the mark is in every .NET host, with a zero before it where nothing is bundled. */
function headerOffset(program: Program): number | typeof OVERLAP | null {
  const layout = readLayout(program);
  if (typeof layout === 'string') return null;
  // What lies over each other could be searched without end, and hide what is to be found.
  let left = program.size;
  for (const { name, offset, size } of layout.sections) {
    if (!SECTIONS.has(name)) continue;
    const wanted = Math.max(0, Math.min(size, SEARCHED, program.size - offset));
    left -= wanted;
    if (left < 0) return OVERLAP;
    const bytes = program.read(offset, wanted);
    const at = bytes.indexOf(MARK);
    if (at < 8) continue;
    const header = bytes.readBigUInt64LE(at - 8);
    if (header > 0n) return Number(header);
  }
  return null;
}

function readBundle(program: Program, at: number): Reading {
  const header = program.read(at, HEADER_BYTES);
  if (header.length < 16) return unknown('its .NET bundle lies outside of it');
  if (header.readUInt32LE(0) < WITH_OFFSETS) return unknown('its .NET bundle has a format that is not read');
  // Versions, the number of files, and an id: a length below 128 and so many bytes.
  const after = 13 + (header[12] ?? 0);
  if (after + 16 > header.length) return unknown('the header of its .NET bundle is cut short');
  const offset = Number(header.readBigInt64LE(after));
  const size = Number(header.readBigInt64LE(after + 8));
  if (size === 0) return unknown('its .NET bundle has no list of dependencies');
  const bytes = size > LIMITS.packageFileBytes.value ? null : bytesAt(program, offset, size);
  return bytes === null
    ? unknown('the list of dependencies of its .NET bundle cannot be read')
    : readDepsJson(bytes);
}

function unknown(reason: string): Reading {
  return { packages: [], owned: [], unknowns: [reason] };
}
