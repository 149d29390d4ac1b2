import { LIMITS } from '../../../util/limits.ts';
import type { Cataloguer, FileNames, Package, Reading } from '../../cataloguer.ts';
import { quoted, statedVersion } from '../text.ts';

interface LockDefinition {
  readonly id: string;
  readonly ecosystem: Cataloguer['ecosystem'];
  readonly sees: string;
  readonly doesNotSee: string;
  readonly names: FileNames;
  readonly path: RegExp;
  /** The folder beside it that holds what was installed: `node_modules`; null when that may be anywhere. */
  readonly folder: string | null;
  readonly read: (text: string) => Lock;
}

/** What a lock file lists, as its own reader finds it. */
export interface Lock {
  readonly packages: readonly LockedPackage[];
  readonly unknowns: readonly string[];
}

export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  readonly licence?: string | null;
}

/** Names on the npm registry. Source: docs.npmjs.com, package.json, "name". */
const NPM_NAME = /^(?:@[a-zA-Z0-9~_-][a-zA-Z0-9._~-]*\/)?[a-zA-Z0-9~_-][a-zA-Z0-9._~!'()*-]{0,213}$/u;
/** Protocols of what does not come from the registry, and two halves of a name, which stand for GitHub. */
const ELSEWHERE = /^(?:[a-z+]+:|[^@/]+\/|\.{0,2}\/)/u;
const INSTALLED = /(?:^|\/)(?:node_modules|vendor)\//u;

/** A list of what was meant to be installed: it counts only where nothing is installed beside it. */
export function lockCataloguer(definition: LockDefinition): Cataloguer {
  const { id, ecosystem, sees, doesNotSee, names, path, folder, read } = definition;
  return {
    id,
    ecosystem,
    sees: `${sees}, where nothing is installed ${folder === null ? 'anywhere' : `in \`${folder}\` beside it`}.`,
    doesNotSee,
    names,
    // One inside an installed package is of its authors: nobody installs from it.
    wants: (file) => path.test(file) && !INSTALLED.test(file),
    maxBytes: LIMITS.lockFileBytes.value,
    read: (content) => asReading(ecosystem, read(content.toString('utf8'))),
    wellKnown: [],
    behindLinks: [''],
    linkedFolders: null,
    supersededBelow: (file) =>
      folder === null ? '' : `${file.slice(0, file.lastIndexOf('/') + 1)}${folder}/`,
  };
}

export function unreadLock(reason: string): Lock {
  return { packages: [], unknowns: [reason] };
}

/** Whether what stands behind the name (`^1.0.0`, `npm:a@1`) is taken from the npm registry. */
export function isFromRegistry(range: string): boolean {
  return range.startsWith('npm:') || !ELSEWHERE.test(range);
}

/** `@scope/a@1.0.0` in two halves; null when there are none. */
export function splitAt(text: string): { readonly name: string; readonly rest: string } | null {
  const at = text.indexOf('@', 1);
  return at < 0 ? null : { name: text.slice(0, at), rest: text.slice(at + 1) };
}

function asReading(type: Cataloguer['ecosystem'], lock: Lock): Reading {
  const packages = new Map<string, Package>();
  const unknowns = [...lock.unknowns];
  for (const { name, version, licence } of lock.packages) {
    const stated = statedVersion(version);
    const isNamed = type !== 'npm' || NPM_NAME.test(name);
    if (stated === null || !isNamed) unknowns.push(`${quoted(name)} has no usable name or version`);
    else {
      const one = { type, name, version: stated, architecture: null, source: null };
      packages.set(`${name}@${stated}`, { ...one, licence: licence ?? null });
    }
  }
  return { packages: [...packages.values()], owned: [], unknowns };
}
