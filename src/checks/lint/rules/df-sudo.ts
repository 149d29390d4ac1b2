import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfSudo: LintRule = {
  id: 'DF-SUDO',
  title: 'sudo is used',
  severity: 'medium',
  category: 'lint',
  profile: 'security',
  why: 'A build runs as root already, and a container in which sudo works is one in which the user may become root.',
  fix: 'Write `USER root` before what needs root and go back after it; to step down at start use `gosu` or `setpriv`.',
  references: ['CIS 4.3', 'CWE-250'],
  aliases: ['DL3004', 'DS-0010', 'CKV2_DOCKER_1', 'DKL-DI-0001'],
  check,
};

function* check({ commands }: LintContext): Iterable<Hit> {
  for (const { command, instruction } of commands) {
    if (command.name !== 'sudo') continue;
    const range = command.words[0]?.range ?? command.range;
    yield { kind: 'hit', instruction, range, message: `${instruction.keyword} uses sudo. Use USER instead.` };
  }
}
