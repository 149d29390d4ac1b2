import { YUM } from '../package-managers/rpm.ts';
import { installsOf } from '../package-managers/manager.ts';
import { rpmIsPinned } from '../package-managers/rpm-pin.ts';
import { unpinnedHits } from '../package-managers/pins.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfPkgPinYum: LintRule = {
  id: 'DF-PKG-PIN-YUM',
  title: 'Packages of yum without a version',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'The same Dockerfile builds another image tomorrow: what was scanned and tested is not what is built next.',
  fix: 'Name the version: `yum install -y curl-7.76.1`.',
  references: ['CIS 4.11', 'CWE-829'],
  aliases: ['DL3033'],
  check,
};

function check(context: LintContext): Iterable<Hit> {
  const isPinned = rpmIsPinned(context);
  return unpinnedHits(context, installsOf(context, YUM), { isPinned, example: 'name-version' });
}
