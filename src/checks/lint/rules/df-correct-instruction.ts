import { KEYWORDS } from '../../../dockerfile/instruction.ts';
import { withTrigger } from '../../../dockerfile/stages.ts';
import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfCorrectInstruction: LintRule = {
  id: 'DF-CORRECT-INSTRUCTION',
  title: 'A line is not an instruction',
  severity: 'medium',
  category: 'lint',
  profile: 'security',
  why: 'The builder refuses the file; what stands there was not examined.',
  fix: 'Correct the first word of the line. A line that goes on needs the escape character at the end of the one before.',
  references: ['https://docs.docker.com/reference/dockerfile/'],
  aliases: [],
  problems: ['UNKNOWN_INSTRUCTION'],
  check,
};

function* check({ dockerfile }: LintContext): Iterable<Hit> {
  for (const instruction of dockerfile.instructions) {
    for (const { keyword, keywordRange } of withTrigger(instruction)) {
      if (KEYWORDS.has(keyword)) continue;
      const message = `"${plain(keyword, 40)}" is not a Dockerfile instruction.`;
      yield { kind: 'hit', instruction, range: keywordRange, message };
    }
  }
}
