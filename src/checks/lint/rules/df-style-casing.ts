import type { Instruction } from '../../../dockerfile/dockerfile.ts';
import { KEYWORDS } from '../../../dockerfile/instruction.ts';
import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfStyleCasing: LintRule = {
  id: 'DF-STYLE-CASING',
  title: 'Instructions are written in different cases',
  severity: 'info',
  category: 'lint',
  profile: 'all',
  why: 'Instructions stand out when they are all written alike.',
  fix: 'Write all instructions in upper case.',
  references: ['https://docs.docker.com/reference/build-checks/consistent-instruction-casing/'],
  aliases: ['ConsistentInstructionCasing'],
  check,
};

function* check({ dockerfile }: LintContext): Iterable<Hit> {
  const instructions = dockerfile.instructions.filter(({ keyword }) => KEYWORDS.has(keyword));
  const written = instructions.map(keywordAsWritten);
  const lower = written.filter((text) => text === text.toLowerCase()).length;
  const upper = written.filter((text) => text === text.toUpperCase()).length;
  for (const [index, instruction] of instructions.entries()) {
    const text = written[index] ?? '';
    const wanted = lower > upper ? text.toLowerCase() : text.toUpperCase();
    if (text === wanted) continue;
    const range = instruction.keywordRange;
    yield {
      kind: 'hit',
      instruction,
      range,
      message: `Most instructions here are in ${lower > upper ? 'lower' : 'upper'} case. Write ${plain(wanted, 40)}.`,
      fix: { description: `Write ${plain(wanted, 40)}`, edits: [{ range, text: wanted }] },
    };
  }
}

function keywordAsWritten({ raw, keyword }: Instruction): string {
  return raw.slice(0, keyword.length);
}
