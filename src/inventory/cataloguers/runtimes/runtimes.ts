import type { Package, Program, ProgramCataloguer } from '../../cataloguer.ts';
import { RUNTIMES, type Runtime } from './table.ts';

const WINDOW = 1024 * 1024;
/** The longest text that a version is found by. */
const OVERLAP = 256;

/** Interpreters and servers that no package manager brought. They are looked up among Bitnami's records. */
export const RUNTIME: ProgramCataloguer = {
  id: 'runtimes',
  ecosystem: 'generic',
  sees: `Bare programs by their name and the version in them: ${RUNTIMES.map(({ name }) => name).join(', ')}.`,
  doesNotSee:
    'The same programs under another name, and other programs (told as programs that belong to no package).',
  readProgram(program, path) {
    const runtime = RUNTIMES.find((one) => one.path.test(path));
    const version = runtime === undefined ? null : versionIn(program, runtime);
    if (runtime === undefined || version === null) return null;
    return { packages: [packageOf(runtime, version)], owned: [], unknowns: [] };
  },
};

function versionIn(program: Program, { version }: Runtime): string | null {
  for (let at = 0; at < program.size; at += WINDOW) {
    const found = version.exec(program.read(at, WINDOW + OVERLAP).toString('latin1'))?.[1];
    if (found !== undefined) return found;
  }
  return null;
}

function packageOf({ name }: Runtime, version: string): Package {
  return { type: 'generic', name, version, architecture: null, source: null, licence: null };
}
