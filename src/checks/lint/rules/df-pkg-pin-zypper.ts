import type { ShellWord } from '../../../dockerfile/shell.ts';
import { installsOf } from '../package-managers/manager.ts';
import { isRpmFile, ZYPPER } from '../package-managers/rpm.ts';
import { unpinnedHits } from '../package-managers/pins.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfPkgPinZypper: LintRule = {
  id: 'DF-PKG-PIN-ZYPPER',
  title: 'Packages of zypper without a version',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'The same Dockerfile builds another image tomorrow: what was scanned and tested is not what is built next.',
  fix: 'Name the version: `zypper install -y curl=8.6.0`.',
  references: ['CIS 4.11', 'CWE-829'],
  aliases: ['DL3037'],
  check,
};

const VERSION = /[=<>]/u;

function check(context: LintContext): Iterable<Hit> {
  return unpinnedHits(context, installsOf(context, ZYPPER), { isPinned, example: 'name=version' });
}

function isPinned(word: ShellWord): boolean {
  return VERSION.test(word.value) || isRpmFile(word);
}
