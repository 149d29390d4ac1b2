import {
  NOTHING_READ,
  type Package,
  type Program,
  type ProgramCataloguer,
  type Reading,
} from '../../cataloguer.ts';
import { readProgramFacts } from '../../program/facts.ts';
import { RUNTIMES, type Runtime } from './table.ts';

const WINDOW = 1024 * 1024;
/** The longest text that a version is found by. */
const OVERLAP = 256;
/** Bytes; a larger program does more than start a library. */
const LAUNCHER_MOST = 256 * 1024;

/** Interpreters and servers that no package manager brought. They are looked up among Bitnami's records. */
export const RUNTIME: ProgramCataloguer = {
  id: 'runtimes',
  ecosystem: 'generic',
  sees: `Bare programs by their name and the version in them: ${RUNTIMES.map(({ name }) => name).join(', ')}.`,
  doesNotSee:
    'The same programs under another name, and other programs (told as programs that belong to no package).',
  readProgram(program, path) {
    const runtime = RUNTIMES.find((one) => one.path.test(path));
    if (runtime === undefined) return null;
    const version = versionIn(program, runtime);
    if (version === null) return withoutVersion(program, runtime);
    const packages = runtime.isUnlisted === true ? [] : [packageOf(runtime, version)];
    const told = `no advisory source speaks of ${runtime.name}, and it is version ${version}`;
    return { ...NOTHING_READ, packages, unknowns: runtime.isUnrecorded === true ? [told] : [] };
  },
};

function versionIn(program: Program, { version }: Runtime): string | null {
  for (let at = 0; at < program.size; at += WINDOW) {
    const found = version.exec(program.read(at, WINDOW + OVERLAP).toString('latin1'))?.[1];
    if (found !== undefined) return found;
  }
  return null;
}

/** Programs of unknown version are told with all that belong to no package; of libraries nobody else speaks. */
function withoutVersion(program: Program, { name, library }: Runtime): Reading | null {
  const facts = readProgramFacts(program);
  if (typeof facts === 'string') return null;
  if (facts.isLibrary) return unknown(`it has the name of ${name}, and no version is found in it`);
  const isLauncher = library !== undefined && facts.needed.some((one) => library.test(one));
  return isLauncher && program.size <= LAUNCHER_MOST ? NOTHING_READ : null;
}

function unknown(reason: string): Reading {
  return { ...NOTHING_READ, unknowns: [reason] };
}

function packageOf({ name }: Runtime, version: string): Package {
  return { type: 'generic', name, version, architecture: null, source: null, licence: null };
}
