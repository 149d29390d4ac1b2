import { quoted } from '../text.ts';
import { isFromRegistry, lockCataloguer, unreadLock, type Lock, type LockedPackage } from './lock.ts';

const LINE = /\r?\n/u;
const HEADER = /^lockfileVersion: '?"?(\d+)(?:\.\d+)?/mu;
const KEY = /^ {2}(\S.*):(?: \{\})?$/u;
const MEMBER = /^ {4}(dev|name|version): (.*)$/u;
/** Before version 6 the name and version stand between slashes, and peers behind a line. */
const OLD_KEY = /^\/((?:@[^/]+\/)?[^/]+)\/([^/_]+)(?:_.*)?$/u;
/** Since then they are joined by an at sign, and peers stand in brackets. */
const KEY_PARTS = /^\/?((?:@[^/@]+\/)?[^/@]+)@([^(]+)(?:\(.*)?$/u;
const VERSIONS = new Set([5, 6, 7, 9]);
const FIRST_WITH_AT = 6;

/** Source: pnpm/spec, "lockfile", 5 to 9. */
export const PNPM_LOCK = lockCataloguer({
  id: 'pnpm-lock',
  ecosystem: 'npm',
  sees: 'Packages in `pnpm-lock.yaml` of the versions 5 to 9, in the form pnpm writes, since version 9 those for development too',
  doesNotSee: 'Packages taken from Git, a folder or an address.',
  names: { bases: ['pnpm-lock.yaml'] },
  path: /(?:^|\/)pnpm-lock\.yaml$/u,
  folder: 'node_modules',
  read: readPnpmLock,
});

interface Entry {
  readonly key: string;
  readonly members: Map<string, string>;
}

export function readPnpmLock(text: string): Lock {
  const version = Number(HEADER.exec(text)?.[1]);
  if (!VERSIONS.has(version)) return unreadLock('it is no lock file of pnpm in a version that is read');
  const { entries, unknowns } = entriesIn(text);
  const packages: LockedPackage[] = [];
  for (const { key, members } of entries) {
    if (members.get('dev') === 'true') continue;
    const [, name, rest] = (version < FIRST_WITH_AT ? OLD_KEY : KEY_PARTS).exec(key) ?? [];
    if (name !== undefined && rest !== undefined && isFromRegistry(rest))
      packages.push({ name, version: rest });
    else if (!isElsewhere(key, rest)) unknowns.push(`package ${quoted(key)} cannot be read`);
  }
  return { packages, unknowns };
}

/** Git hosts and files: `github.com/a/b/0123abc`, `file:x`, `a@https://…`. */
function isElsewhere(key: string, rest: string | undefined): boolean {
  return rest !== undefined ? !isFromRegistry(rest) : /^(?:@?[^/]+\.[a-z]+\/|[a-z+]+:)/u.test(key);
}

/** pnpm writes one form of YAML: what is written otherwise is not read, and told. */
function entriesIn(text: string): { readonly entries: readonly Entry[]; readonly unknowns: string[] } {
  const entries: Entry[] = [];
  const unknowns: string[] = [];
  let isInside = false;
  for (const line of text.split(LINE)) {
    if (line === '' || line.startsWith('#')) continue;
    if (!line.startsWith(' ')) {
      isInside = line === 'packages:';
      if (line.startsWith('packages:') && line !== 'packages:' && line !== 'packages: {}')
        unknowns.push('its packages are not written as pnpm writes them');
    } else if (isInside && !line.startsWith('   ')) {
      const key = KEY.exec(line)?.[1];
      if (key === undefined) unknowns.push(`the line ${quoted(line.trim())} cannot be read`);
      else entries.push({ key: unquoted(key), members: new Map() });
    } else if (isInside) {
      const [, name, value] = MEMBER.exec(line) ?? [];
      if (name !== undefined && value !== undefined) entries.at(-1)?.members.set(name, unquoted(value));
    }
  }
  return { entries, unknowns };
}

function unquoted(text: string): string {
  return /^(['"]).*\1$/u.test(text) ? text.slice(1, -1) : text;
}
