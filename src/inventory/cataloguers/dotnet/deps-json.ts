import { NOTHING_READ, type Package, type Reading } from '../../cataloguer.ts';
import { entriesOf, isObject, member, parseJsonObject, shown, textMember } from '../json.ts';
import { quoted, statedVersion } from '../text.ts';

const NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,255}$/u;
const RUNTIME_PACK = 'runtimepack';
/** The application's own projects and the files they refer to: no package that an advisory names. */
const OWN = new Set(['project', 'reference', 'referenceassembly', 'msbuildproject']);
const ASSETS = ['runtime', 'native', 'resources', 'runtimeTargets'];
const PLACEHOLDER = /(?:^|\/)_\._$/u;

/**
 * The packages of a `*.deps.json` that have files in the application. Those that the framework took over are
 * listed without files, and are not there. Source: dotnet/sdk, "runtime-configuration-file.md".
 */
export function readDepsJson(content: Buffer): Reading {
  const json = parseJsonObject(content.toString('utf8'));
  if (typeof json === 'string') return unknown(json);
  const libraries = member(json, 'libraries');
  if (!isObject(libraries)) return unknown('it has no list of libraries');
  const target = targetOf(json);
  const packages: Package[] = [];
  const unknowns: string[] = [];
  for (const [key, library] of Object.entries(libraries)) {
    const type = isObject(library) ? textMember(library, 'type')?.toLowerCase() : undefined;
    if (type !== undefined && OWN.has(type)) continue;
    if (type === 'package' && target !== null && hasNoFiles(member(target, key))) continue;
    const one = type === 'package' || type === RUNTIME_PACK ? packageOf(key) : null;
    if (one === null) unknowns.push(`library ${quoted(key)} of type ${shown(type)} cannot be read`);
    else packages.push(one);
  }
  return { packages, owned: [], unknowns };
}

/** `linux-x64` of `.NETCoreApp,Version=v8.0/linux-x64`; null when it is for every system. */
export function runtimeIdentifier(content: Buffer): string | null {
  const json = parseJsonObject(content.toString('utf8'));
  const name = typeof json === 'string' ? undefined : targetName(json);
  const at = name?.indexOf('/') ?? -1;
  const identifier = at < 0 ? '' : (name?.slice(at + 1) ?? '');
  return NAME.test(identifier) ? identifier : null;
}

/** A NuGet package without what its file does not say. */
export function nugetPackage(name: string, version: string): Package {
  return { type: 'nuget', name, version, architecture: null, source: null, licence: null };
}

function packageOf(key: string): Package | null {
  const slash = key.lastIndexOf('/');
  const name = key.slice(0, Math.max(slash, 0)).replace(/^runtimepack\./u, '');
  const version = statedVersion(key.slice(slash + 1));
  return version !== null && NAME.test(name) ? nugetPackage(name, version) : null;
}

function targetName(json: object): string | undefined {
  const target = member(json, 'runtimeTarget');
  if (typeof target === 'string') return target;
  return isObject(target) ? textMember(target, 'name') : undefined;
}

function targetOf(json: object): object | null {
  const name = targetName(json);
  const targets = member(json, 'targets');
  const target = name !== undefined && isObject(targets) ? member(targets, name) : null;
  return isObject(target) ? target : null;
}

/** False for what is not in the target at all: then nothing says that it has no files. */
function hasNoFiles(library: unknown): boolean {
  if (!isObject(library)) return false;
  return ASSETS.every((kind) => entriesOf(member(library, kind)).every(([file]) => PLACEHOLDER.test(file)));
}

function unknown(reason: string): Reading {
  return { ...NOTHING_READ, unknowns: [reason] };
}
