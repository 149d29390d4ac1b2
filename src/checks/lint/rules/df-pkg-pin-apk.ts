import type { ShellWord } from '../../../dockerfile/shell.ts';
import { APK } from '../package-managers/apk.ts';
import { installsOf } from '../package-managers/manager.ts';
import { unpinnedHits } from '../package-managers/pins.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfPkgPinApk: LintRule = {
  id: 'DF-PKG-PIN-APK',
  title: 'Packages of apk without a version',
  severity: 'low',
  category: 'lint',
  profile: 'all',
  why: 'The same Dockerfile builds another image tomorrow: what was scanned and tested is not what is built next.',
  fix: 'Name the version: `apk add curl=8.9.1-r1`, or `curl~8.9` for its revisions.',
  references: ['CIS 4.11', 'CWE-829'],
  aliases: ['DL3018'],
  check,
};

const VERSION = /[=<>~]/u;

function check(context: LintContext): Iterable<Hit> {
  return unpinnedHits(context, installsOf(context, APK), { isPinned, example: 'name=version' });
}

/** `!name` is a package that must not be there. */
function isPinned({ value }: ShellWord): boolean {
  return VERSION.test(value) || value.endsWith('.apk') || value.startsWith('!');
}
