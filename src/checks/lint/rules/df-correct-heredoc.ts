import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfCorrectHeredoc: LintRule = {
  id: 'DF-CORRECT-HEREDOC',
  title: 'A heredoc is not ended',
  severity: 'medium',
  category: 'lint',
  profile: 'security',
  why: 'All that follows belongs to it, up to the end of the file: instructions that were meant to run do not.',
  fix: 'End it with its name alone on a line, without white space before or after it.',
  references: ['https://docs.docker.com/reference/dockerfile/#here-documents'],
  aliases: [],
  problems: ['UNTERMINATED_HEREDOC'],
  check,
};

function* check({ dockerfile }: LintContext): Iterable<Hit> {
  for (const instruction of dockerfile.instructions) {
    for (const { name, terminator } of instruction.heredocs) {
      if (terminator !== null) continue;
      const message = `The heredoc "${plain(name, 40)}" is not ended: it goes on to the end of the file.`;
      yield { kind: 'hit', instruction, range: instruction.keywordRange, message };
    }
  }
}
