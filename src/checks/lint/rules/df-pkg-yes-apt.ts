import type { CommandLine } from '../command-line.ts';
import { hasOption } from '../command-line.ts';
import { APT } from '../package-managers/apt.ts';
import { asksHit, ASKS_WHY } from '../package-managers/asks.ts';
import { installsOf } from '../package-managers/manager.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfPkgYesApt: LintRule = {
  id: 'DF-PKG-YES-APT',
  title: 'apt would ask before it goes on',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: ASKS_WHY,
  fix: 'Add `-y`.',
  references: [],
  aliases: ['DL3014', 'DS-0021'],
  check,
};

const QUIET = new Set(['-q', '--quiet']);

function* check(context: LintContext): Iterable<Hit> {
  for (const call of installsOf(context, APT)) {
    if (!(hasOption(call, ['-y', '--yes', '--assume-yes', '--y']) || isVeryQuiet(call))) yield asksHit(call);
  }
}

/** Quiet twice means yes. Source: apt-get(8), `-q`. */
function isVeryQuiet({ options }: CommandLine): boolean {
  let level = 0;
  for (const { name, value } of options) {
    if (QUIET.has(name)) level += value === null ? 1 : Number(value);
  }
  return level >= 2;
}
