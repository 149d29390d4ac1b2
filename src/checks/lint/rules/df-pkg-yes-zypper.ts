import { hasOption } from '../command-line.ts';
import { asksHit, ASKS_WHY } from '../package-managers/asks.ts';
import { callsOf } from '../package-managers/manager.ts';
import { ZYPPER } from '../package-managers/rpm.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfPkgYesZypper: LintRule = {
  id: 'DF-PKG-YES-ZYPPER',
  title: 'zypper would ask before it goes on',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: ASKS_WHY,
  fix: 'Add `-y`.',
  references: [],
  aliases: ['DL3034'],
  check,
};

const ASKS = ['install', 'in', 'remove', 'rm', 'source-install', 'si', 'patch'];
const YES = ['-n', '--non-interactive', '-y', '--no-confirm'];

function* check(context: LintContext): Iterable<Hit> {
  for (const call of callsOf(context, ZYPPER, ASKS)) {
    if (!hasOption(call, YES)) yield asksHit(call);
  }
}
