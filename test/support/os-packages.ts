import type { Inventory } from '../../src/inventory/inventory.ts';
import type { Component, ProgramFacts } from '../../src/model/component.ts';
import { anInventory } from './an-inventory.ts';

export interface OsPackage {
  readonly essential?: boolean;
  /** `a | b` are alternatives. */
  readonly depends?: readonly string[];
  readonly provides?: readonly string[];
  readonly bytes?: number | null;
  /** Programs and libraries by path, with the libraries that they name. */
  readonly files?: Readonly<Record<string, readonly string[]>>;
}

/** A Debian with dpkg and these packages; `unowned` are programs that none of them brought. */
export function osInventory(
  packages: Readonly<Record<string, OsPackage>>,
  unowned: Readonly<Record<string, readonly string[]>> = {},
): Inventory {
  const all: Readonly<Record<string, OsPackage>> = {
    dpkg: { essential: true, files: { 'usr/bin/dpkg': ['libc.so.6'] } },
    libc6: { files: { 'usr/lib/libc.so.6': [], 'usr/lib/ld-linux.so.2': [] } },
    dash: { essential: true, files: { 'usr/bin/sh': ['libc.so.6'] } },
    ...packages,
  };
  const entries = Object.entries(all);
  return anInventory({
    components: entries.map(([name]) => aDeb(name)),
    relations: new Map(
      entries.map(([name, { essential = false, depends = [], provides = [], bytes = 1000 }]) => [
        purlOf(name),
        {
          essential,
          depends: depends.map((one) => one.split(' | ')),
          provides,
          installedBytes: bytes,
        },
      ]),
    ),
    programs: new Map(
      [...entries.flatMap(([, { files = {} }]) => Object.entries(files)), ...Object.entries(unowned)].map(
        ([path, needed]) => [path, facts(path, needed)],
      ),
    ),
    owners: new Map(
      entries.flatMap(([name, { files = {} }]) => Object.keys(files).map((path) => [path, purlOf(name)])),
    ),
  });
}

export function purlOf(name: string): string {
  return `pkg:deb/debian/${name}@1?arch=amd64&distro=debian-12`;
}

function aDeb(name: string): Component {
  return {
    purl: purlOf(name),
    name,
    version: '1',
    ecosystem: 'Debian:12',
    source: { name, version: '1' },
    licence: null,
    module: null,
    ownedBy: null,
    locations: [{ path: 'var/lib/dpkg/status', layer: 0 }],
  };
}

function facts(path: string, needed: readonly string[]): ProgramFacts {
  const isLibrary = path.includes('.so');
  return { format: 'elf', isLibrary, needed, interpreter: isLibrary ? null : 'lib/ld-linux.so.2' };
}
