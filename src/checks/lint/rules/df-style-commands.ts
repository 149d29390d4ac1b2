import type { Hit, LintContext, LintRule } from '../rule.ts';
import { nameRange, runCommands } from '../run-scripts.ts';

export const dfStyleCommands: LintRule = {
  id: 'DF-STYLE-COMMANDS',
  title: 'A command that does nothing useful in a build',
  severity: 'info',
  category: 'lint',
  profile: 'all',
  why: 'A build has no services, terminals or processes that outlive the RUN.',
  fix: 'Leave it out; start services when the container starts.',
  references: [],
  aliases: ['DL3001'],
  check,
};

const USELESS = new Set(['ssh', 'vim', 'shutdown', 'service', 'ps', 'free', 'top', 'kill', 'mount']);

function* check(context: LintContext): Iterable<Hit> {
  for (const { command, instruction } of runCommands(context)) {
    if (command.name === null || !USELESS.has(command.name)) continue;
    const message = `\`${command.name}\` does nothing useful in a build. Leave it out.`;
    yield { kind: 'hit', instruction, range: nameRange(command), message };
  }
}
