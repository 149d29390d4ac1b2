import { hasOption } from '../command-line.ts';
import { insertOption } from '../package-managers/insert-option.ts';
import { installsOf } from '../package-managers/manager.ts';
import { YUM } from '../package-managers/rpm.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfPkgYesYum: LintRule = {
  id: 'DF-PKG-YES-YUM',
  title: 'yum would ask before it goes on',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'Nobody answers in a build: the command stops, and the build with it.',
  fix: 'Add `-y`.',
  references: [],
  aliases: ['DL3030'],
  check,
};

function* check(context: LintContext): Iterable<Hit> {
  for (const call of installsOf(context, YUM)) {
    if (hasOption(call, ['-y', '--assumeyes'])) continue;
    const message = `${call.command.name ?? 'yum'} asks before it installs, and nobody answers. Add -y.`;
    yield {
      kind: 'hit',
      instruction: call.instruction,
      range: call.verbWord.range,
      message,
      ...insertOption(call, '-y'),
    };
  }
}
