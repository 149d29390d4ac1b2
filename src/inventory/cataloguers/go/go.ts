import type { Package, Program, ProgramCataloguer, Reading } from '../../cataloguer.ts';
import { readLayout } from '../../program/facts.ts';
import { slicesOf } from '../../program/mach-o.ts';
import { quoted } from '../text.ts';
import { readBuildInfo, type BuildInfo } from './build-info.ts';
import { DEVELOPMENT, linkedVersion, readModules, type GoModule } from './modules.ts';

/** A release, maybe with a maker's suffix; `go1.26-devel_…` and `go1.26-2025…` come before the release that they name. */
const RELEASE = /^go(\d+\.\d+(?:\.\d+)?(?:(?:rc|beta)\d+)?)(?=$|[+ ]|-(?!devel|\d))/u;
const TOOL = 'cmd/';
const PATH = /^[A-Za-z0-9][\w.~/!-]{0,400}$/u;
const VERSION = /^v\d[\w.+-]{0,200}$/u;

/** Programs that Go built, by the build information in them. Source: Go's debug/buildinfo. */
export const GO: ProgramCataloguer = {
  id: 'go',
  ecosystem: 'golang',
  sees: 'Modules and the standard library of programs built by Go 1.12 or later, in ELF, Mach-O (also fat) and PE files; the version of the main module from its tag or from `-ldflags "-X …version="`.',
  doesNotSee:
    'The main module of a program whose version nothing states (most are your own), modules of the workspace that it was built from, and the real version of a module that was replaced by a folder (it is taken for the one that was asked for). A program without readable build information is told.',
  readProgram(program) {
    const readings = slicesOf(program).flatMap((slice) => readSlice(slice) ?? []);
    const [first, ...rest] = readings;
    if (first === undefined) return null;
    // The architectures of one file are built from the same modules, as a rule.
    return rest.reduce(joined, first);
  },
};

function readSlice(program: Program): Reading | null {
  const layout = readLayout(program);
  if (typeof layout === 'string') return null;
  const info = readBuildInfo(program, layout);
  if (info === null) return null;
  return typeof info === 'string' ? { packages: [], owned: [], unknowns: [info] } : readInfo(info);
}

function readInfo(info: BuildInfo): Reading {
  const unknowns: string[] = [];
  const packages: Package[] = [];
  const release = RELEASE.exec(info.go)?.[1];
  if (release === undefined) {
    unknowns.push(
      `it was built by ${quoted(info.go)}, which is no release of Go: its standard library is not known`,
    );
  } else packages.push(packageOf('stdlib', release));
  if (info.modules === '') {
    unknowns.push('it was built without modules: what it is made of is not known');
    return { packages, owned: [], unknowns };
  }
  const { program, main, dependencies, settings, isCut } = readModules(info.modules);
  if (isCut) unknowns.push('its list of modules is too long: the rest of it was not read');
  // Go's own tools have no modules. Others were built from vendored copies, which nothing names.
  if (main === null && dependencies.length === 0 && !program.startsWith(TOOL))
    unknowns.push('it was built without modules: what it is made of is not known');
  const own = main === null ? null : withVersion(main, linkedVersion(settings, main.path));
  for (const { path, version } of own === null ? dependencies : [own, ...dependencies]) {
    if (PATH.test(path) && VERSION.test(version)) packages.push(packageOf(path, version));
    else unknowns.push(`module ${quoted(path)} has no usable version: ${quoted(version)}`);
  }
  return { packages, owned: [], unknowns };
}

/** Null when nobody states a version: a pseudo-version of what is being developed is none that advisories know. */
function withVersion({ path, version }: GoModule, linked: string | null): GoModule | null {
  if (version !== DEVELOPMENT && version !== '') return { path, version };
  return linked === null ? null : { path, version: linked };
}

function packageOf(name: string, version: string): Package {
  return { type: 'golang', name, version, architecture: null, source: null, licence: null };
}

function joined(a: Reading, b: Reading): Reading {
  const known = new Set(a.packages.map(({ name, version }) => `${name} ${version}`));
  const more = b.packages.filter(({ name, version }) => !known.has(`${name} ${version}`));
  return {
    packages: [...a.packages, ...more],
    owned: [],
    unknowns: [...new Set([...a.unknowns, ...b.unknowns])],
  };
}
