import { KEYWORDS } from '../../../dockerfile/instruction.ts';
import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfCorrectOrder: LintRule = {
  id: 'DF-CORRECT-ORDER',
  title: 'An instruction stands before the first FROM',
  severity: 'medium',
  category: 'lint',
  profile: 'security',
  why: 'The builder refuses the file: only ARG may stand before FROM.',
  fix: 'Move the instruction below FROM.',
  references: ['https://docs.docker.com/reference/dockerfile/#from'],
  aliases: ['DL3061'],
  problems: ['BEFORE_FROM'],
  check,
};

function* check({ dockerfile }: LintContext): Iterable<Hit> {
  for (const instruction of dockerfile.instructions) {
    const { keyword, stage, keywordRange } = instruction;
    if (stage !== null || keyword === 'ARG' || keyword === 'FROM' || !KEYWORDS.has(keyword)) continue;
    const message = `${plain(keyword, 40)} stands before the first FROM, where only ARG may.`;
    yield { kind: 'hit', instruction, range: keywordRange, message };
  }
}
