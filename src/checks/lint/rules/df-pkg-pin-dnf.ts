import { DNF } from '../package-managers/rpm.ts';
import { installsOf } from '../package-managers/manager.ts';
import { rpmIsPinned } from '../package-managers/rpm-pin.ts';
import { unpinnedHits } from '../package-managers/pins.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfPkgPinDnf: LintRule = {
  id: 'DF-PKG-PIN-DNF',
  title: 'Packages of dnf without a version',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'The same Dockerfile builds another image tomorrow: what was scanned and tested is not what is built next.',
  fix: 'Name the version: `dnf install -y curl-7.76.1`.',
  references: ['CIS 4.11', 'CWE-829'],
  aliases: ['DL3041'],
  check,
};

function check(context: LintContext): Iterable<Hit> {
  const isPinned = rpmIsPinned(context);
  return unpinnedHits(context, installsOf(context, DNF), { isPinned, example: 'name-version' });
}
