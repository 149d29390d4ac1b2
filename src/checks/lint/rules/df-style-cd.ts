import type { Hit, LintContext, LintRule } from '../rule.ts';
import { nameRange, runCommands } from '../run-scripts.ts';

export const dfStyleCd: LintRule = {
  id: 'DF-STYLE-CD',
  title: 'cd is used in RUN',
  severity: 'info',
  category: 'lint',
  profile: 'all',
  why: 'Each RUN starts in the folder of WORKDIR again, and a reader has to follow where a command runs.',
  fix: 'Write `WORKDIR` before the RUN.',
  references: [],
  aliases: ['DL3003', 'DS-0013'],
  check,
};

function* check(context: LintContext): Iterable<Hit> {
  for (const { command, instruction } of runCommands(context)) {
    if (command.name !== 'cd') continue;
    const message = 'cd holds for this RUN only. Write WORKDIR to change the folder.';
    yield { kind: 'hit', instruction, range: nameRange(command), message };
  }
}
