import type { ShellWord } from '../../../dockerfile/shell.ts';
import { APT } from '../package-managers/apt.ts';
import { installsOf } from '../package-managers/manager.ts';
import { unpinnedHits } from '../package-managers/pins.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfPkgPinApt: LintRule = {
  id: 'DF-PKG-PIN-APT',
  title: 'Packages of apt without a version',
  severity: 'low',
  category: 'lint',
  profile: 'all',
  why: 'The same Dockerfile builds another image tomorrow: what was scanned and tested is not what is built next.',
  fix: 'Name the version: `apt-get install curl=7.88.1-10+deb12u8`, or take packages from a dated snapshot.',
  references: ['CIS 4.11', 'CWE-829'],
  aliases: ['DL3008'],
  check,
};

function check(context: LintContext): Iterable<Hit> {
  return unpinnedHits(context, installsOf(context, APT), { isPinned, example: 'name=version' });
}

/** A release (`curl/bookworm`) and a file are pinned by what they name. */
function isPinned({ value }: ShellWord): boolean {
  return value.includes('=') || value.includes('/') || value.endsWith('.deb');
}
