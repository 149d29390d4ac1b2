import { operands } from '../command-options.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';
import { runCommands } from '../run-scripts.ts';

export const dfStyleShellLink: LintRule = {
  id: 'DF-STYLE-SHELL-LINK',
  title: 'The shell is exchanged with a link',
  severity: 'info',
  category: 'lint',
  profile: 'all',
  why: 'Every program that runs `/bin/sh` then gets the other shell, in the build and in the container.',
  fix: 'Write `SHELL ["/bin/bash", "-c"]`: it is for the instructions after it only.',
  references: [],
  aliases: ['DL4005'],
  check,
};

const SHELLS = new Set(['/bin/sh', '/usr/bin/sh']);

function* check(context: LintContext): Iterable<Hit> {
  for (const { command, instruction } of runCommands(context)) {
    if (command.name !== 'ln') continue;
    const link = operands(command).at(-1);
    if (link === undefined || !SHELLS.has(link.value)) continue;
    const message = `"${link.value}" is linked to another shell. Write SHELL instead.`;
    yield { kind: 'hit', instruction, range: link.range, message };
  }
}
