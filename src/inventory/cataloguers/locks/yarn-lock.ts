import { quoted } from '../text.ts';
import {
  isFromRegistry,
  lockCataloguer,
  splitAt,
  unreadLock,
  type Lock,
  type LockedPackage,
} from './lock.ts';

const LINE = /\r?\n/u;
const HEADER = /^# yarn lockfile v1$|^__metadata:$/mu;
const MEMBER = /^ {2}"?(version|resolution)"?:? "?([^"]*?)"?$/u;
const METADATA = '__metadata';

/** Source: yarnpkg.com, "yarn.lock" (classic), and "Lockfile" and "Protocols" (2 and later). */
export const YARN_LOCK = lockCataloguer({
  id: 'yarn-lock',
  ecosystem: 'npm',
  sees: 'Packages in `yarn.lock`, as Yarn 1 and later ones write it, those for development too',
  doesNotSee: 'Packages taken from Git, a folder or an address.',
  names: { bases: ['yarn.lock'] },
  path: /(?:^|\/)yarn\.lock$/u,
  folder: 'node_modules',
  read: readYarnLock,
});

interface Entry {
  /** `"a@^1.0.0, a@^1.1.0"` without quotes. */
  readonly key: string;
  version: string | null;
  /** Where Yarn 2 and later say what it is: `a@npm:1.0.0`. */
  resolution: string | null;
}

export function readYarnLock(text: string): Lock {
  if (!HEADER.test(text)) return unreadLock('it is no lock file of Yarn');
  const packages: LockedPackage[] = [];
  const unknowns: string[] = [];
  for (const entry of entriesIn(text)) {
    const one = packageOf(entry);
    if (typeof one === 'string') unknowns.push(one);
    else if (one !== null) packages.push(one);
  }
  return { packages, unknowns };
}

function entriesIn(text: string): readonly Entry[] {
  const entries: Entry[] = [];
  let current: Entry | null = null;
  for (const line of text.split(LINE)) {
    if (line === '' || line.startsWith('#')) continue;
    if (!line.startsWith(' ')) {
      current = { key: line.replace(/:$/u, '').replaceAll('"', ''), version: null, resolution: null };
      if (current.key !== METADATA) entries.push(current);
      continue;
    }
    const [, member, value] = MEMBER.exec(line) ?? [];
    if (current === null || value === undefined) continue;
    if (member === 'version') current.version ??= value;
    else current.resolution ??= value;
  }
  return entries;
}

function packageOf({ key, version, resolution }: Entry): LockedPackage | string | null {
  const first = splitAt((resolution ?? key).split(', ')[0] ?? '');
  if (first === null || version === null) return `entry ${quoted(key)} has no name or version`;
  const { name, rest } = first;
  // What was patched is still the package, with its own version.
  if (rest.startsWith('patch:')) return { name, version };
  if (!isFromRegistry(rest)) return null;
  if (resolution !== null) return { name, version };
  const alias = rest.startsWith('npm:') ? splitAt(rest.slice('npm:'.length)) : null;
  return { name: alias?.name ?? name, version };
}
