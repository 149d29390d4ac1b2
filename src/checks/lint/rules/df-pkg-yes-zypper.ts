import { hasOption } from '../command-line.ts';
import { insertOption } from '../package-managers/insert-option.ts';
import { callsOf } from '../package-managers/manager.ts';
import { ZYPPER } from '../package-managers/rpm.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfPkgYesZypper: LintRule = {
  id: 'DF-PKG-YES-ZYPPER',
  title: 'zypper would ask before it goes on',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'Nobody answers in a build: the command stops, and the build with it.',
  fix: 'Add `-y`.',
  references: [],
  aliases: ['DL3034'],
  check,
};

const ASKS = ['install', 'in', 'remove', 'rm', 'source-install', 'si', 'patch'];
const YES = ['-n', '--non-interactive', '-y', '--no-confirm'];

function* check(context: LintContext): Iterable<Hit> {
  for (const call of callsOf(context, ZYPPER, ASKS)) {
    if (hasOption(call, YES)) continue;
    yield {
      kind: 'hit',
      instruction: call.instruction,
      range: call.verbWord.range,
      message: 'zypper asks before it goes on, and nobody answers. Add -y.',
      ...insertOption(call, '-y'),
    };
  }
}
