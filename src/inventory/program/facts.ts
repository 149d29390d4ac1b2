import type { ProgramFacts } from '../../model/component.ts';
import type { Program } from '../cataloguer.ts';
import { readElf } from './elf.ts';
import type { Layout } from './layout.ts';
import { readMachO, slicesOf } from './mach-o.ts';
import { readPe } from './pe.ts';

/** What the headers of a program say; a text says why they cannot be used. */
export function readProgramFacts(program: Program): ProgramFacts | string {
  const [first] = slicesOf(program);
  const layout = first === undefined ? 'it holds no program' : readLayout(first);
  return typeof layout === 'string' ? layout : layout.facts;
}

/** Every cataloguer of programs asks for the same layout; a program is the key, so that it goes with it. */
const layouts = new WeakMap<Program, Layout | string>();

/** Where things are in a program of one architecture; a text says why that cannot be told. Read once for each program. */
export function readLayout(program: Program): Layout | string {
  const known = layouts.get(program);
  if (known !== undefined) return known;
  const layout = readLayoutOf(program);
  layouts.set(program, layout);
  return layout;
}

function readLayoutOf(program: Program): Layout | string {
  if (program.format === 'elf') return readElf(program);
  return program.format === 'pe' ? readPe(program) : readMachO(program);
}
