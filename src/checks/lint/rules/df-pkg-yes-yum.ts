import { hasOption } from '../command-line.ts';
import { asksHit, ASKS_WHY } from '../package-managers/asks.ts';
import { installsOf } from '../package-managers/manager.ts';
import { YUM } from '../package-managers/rpm.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfPkgYesYum: LintRule = {
  id: 'DF-PKG-YES-YUM',
  title: 'yum would ask before it goes on',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: ASKS_WHY,
  fix: 'Add `-y`.',
  references: [],
  aliases: ['DL3030'],
  check,
};

function* check(context: LintContext): Iterable<Hit> {
  for (const call of installsOf(context, YUM)) {
    if (!hasOption(call, ['-y', '--assumeyes'])) yield asksHit(call);
  }
}
