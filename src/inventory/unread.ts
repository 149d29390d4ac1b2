import type { FileNames } from './cataloguer.ts';

/** Package data that is known and not read by this version: it is counted and told, so that it never reads as clean. */
export interface UnreadFormat {
  readonly id: string;
  /** `12 Java archives (jar, war, ear) are not read by this version`. */
  readonly what: string;
  readonly isOsDatabase: boolean;
  readonly names: FileNames;
  readonly path: RegExp;
}

/** Go programs are told by a note in their first bytes, not by name. */
export const GO_BINARY = 'go-binary';

export const UNREAD: readonly UnreadFormat[] = [
  {
    id: 'pacman',
    what: 'pacman package entries',
    isOsDatabase: true,
    names: { bases: ['desc'] },
    path: /^var\/lib\/pacman\/local\/[^/]+\/desc$/u,
  },
  {
    id: 'portage',
    what: 'Portage package entries',
    isOsDatabase: true,
    names: { bases: ['PF'] },
    path: /^var\/db\/pkg\/[^/]+\/[^/]+\/PF$/u,
  },
  {
    id: 'chisel',
    what: 'Chisel manifests',
    isOsDatabase: true,
    names: { bases: ['manifest.wall'] },
    path: /^var\/lib\/chisel\/manifest\.wall$/u,
  },
  {
    id: 'nix',
    what: 'Nix package databases',
    isOsDatabase: true,
    names: { bases: ['db.sqlite'] },
    path: /^nix\/var\/nix\/db\/db\.sqlite$/u,
  },
  {
    id: GO_BINARY,
    what: 'Go programs without their build information',
    isOsDatabase: false,
    names: {},
    path: /^(?!)/u,
  },
];
