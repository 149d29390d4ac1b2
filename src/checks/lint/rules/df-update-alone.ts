import type { ShellCommand } from '../../../dockerfile/shell.ts';
import { hasCacheMount } from '../cache-mount.ts';
import { APK } from '../package-managers/apk.ts';
import { APT } from '../package-managers/apt.ts';
import type { Call, PackageManager } from '../package-managers/manager.ts';
import { callsOf } from '../package-managers/manager.ts';
import { DNF, YUM, ZYPPER } from '../package-managers/rpm.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfUpdateAlone: LintRule = {
  id: 'DF-UPDATE-ALONE',
  title: 'The package index is updated in an instruction of its own',
  severity: 'medium',
  category: 'lint',
  profile: 'recommended',
  why: 'The layer is cached: a later build installs from the old index, so it gets old packages with known vulnerabilities, or none.',
  fix: 'Update and install in one RUN: `apt-get update && apt-get install -y …`.',
  references: ['CIS 4.7'],
  aliases: ['DS-0017', 'CKV_DOCKER_5', 'CIS-DI-0007'],
  check,
};

interface Index {
  readonly manager: PackageManager;
  readonly updates: readonly string[];
  readonly lists: string;
}

const INDEXES: readonly Index[] = [
  { manager: APT, updates: ['update'], lists: '/var/lib/apt' },
  { manager: APK, updates: ['update'], lists: '/var/cache/apk' },
  { manager: YUM, updates: ['makecache', 'check-update'], lists: '/var/cache/yum' },
  { manager: DNF, updates: ['makecache', 'check-update'], lists: '/var/cache' },
  { manager: ZYPPER, updates: ['refresh', 'ref'], lists: '/var/cache/zypp' },
];

/** Commands that certainly use no index. */
const NO_USE = new Set([
  'rm',
  'echo',
  'true',
  'set',
  ':',
  'mkdir',
  'chmod',
  'chown',
  'cd',
  'export',
  'sleep',
]);
const CLEANING = new Set(['clean', 'autoclean', 'autoremove', 'cache']);

function* check(context: LintContext): Iterable<Hit> {
  for (const { manager, updates, lists } of INDEXES) {
    for (const call of callsOf(context, manager, updates)) {
      const { command, instruction, verb, verbWord, later } = call;
      if (later.some((next) => mayUse(next, call)) || hasCacheMount(instruction, lists)) continue;
      const message = `\`${command.name ?? ''} ${verb}\` stands alone: a later build takes its result from the cache. Install in the same RUN.`;
      yield { kind: 'hit', instruction, range: verbWord.range, message };
    }
  }
}

/** Any other command may install: a script, or the package manager itself. */
function mayUse({ name, args }: ShellCommand, { command, verb }: Call): boolean {
  if (name !== null && NO_USE.has(name)) return false;
  if (name !== command.name) return true;
  return !args.some(({ value }) => CLEANING.has(value) || value === verb);
}
