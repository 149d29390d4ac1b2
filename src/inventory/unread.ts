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
    id: 'rpm',
    what: 'RPM package databases',
    isOsDatabase: true,
    names: {
      bases: ['Packages', 'Packages.db', 'rpmdb.sqlite', 'container-manifest-1', 'container-manifest-2'],
    },
    path: /^(?:var\/lib\/rpm|usr\/lib\/sysimage\/rpm|usr\/share\/rpm|var\/lib\/rpmmanifest)\/[^/]+$/u,
  },
  {
    id: 'pacman',
    what: 'pacman package entries',
    isOsDatabase: true,
    names: { bases: ['desc'] },
    path: /^var\/lib\/pacman\/local\/[^/]+\/desc$/u,
  },
  {
    id: 'opkg',
    what: 'opkg package databases',
    isOsDatabase: true,
    names: { bases: ['status'] },
    path: /^(?:usr\/lib|var\/lib|etc)\/opkg\/status$/u,
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
    what: 'Go programs',
    isOsDatabase: false,
    names: {},
    path: /^(?!)/u,
  },
  {
    id: 'java',
    what: 'Java archives',
    isOsDatabase: false,
    names: { suffixes: ['.jar', '.war', '.ear'] },
    path: /\.(?:jar|war|ear)$/u,
  },
  {
    id: 'ruby',
    what: 'Ruby gem specifications',
    isOsDatabase: false,
    names: { suffixes: ['.gemspec'] },
    path: /(?:^|\/)specifications\/(?:default\/)?[^/]+\.gemspec$/u,
  },
  {
    id: 'php',
    what: 'Composer package lists',
    isOsDatabase: false,
    names: { bases: ['installed.json'] },
    path: /(?:^|\/)composer\/installed\.json$/u,
  },
  {
    id: 'dotnet',
    what: '.NET dependency lists',
    isOsDatabase: false,
    names: { suffixes: ['.deps.json'] },
    path: /\.deps\.json$/u,
  },
  {
    id: 'conda',
    what: 'conda package entries',
    isOsDatabase: false,
    names: { folders: ['conda-meta'] },
    path: /(?:^|\/)conda-meta\/[^/]+\.json$/u,
  },
  {
    id: 'egg',
    what: 'Python eggs',
    isOsDatabase: false,
    names: { suffixes: ['.egg'] },
    path: /(?:^|\/)(?:site|dist)-packages\/[^/]+\.egg$/u,
  },
  {
    id: 'pnp',
    what: "Yarn Plug'n'Play package maps",
    isOsDatabase: false,
    names: { bases: ['.pnp.cjs', '.pnp.js'] },
    path: /(?:^|\/)\.pnp\.c?js$/u,
  },
];
