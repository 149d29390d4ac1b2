import { rangeIn } from '../../../dockerfile/source-text.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfCorrectOnbuild: LintRule = {
  id: 'DF-CORRECT-ONBUILD',
  title: 'ONBUILD holds an instruction that may not stand there',
  severity: 'medium',
  category: 'lint',
  profile: 'security',
  why: 'The builder refuses the file.',
  fix: 'ONBUILD may hold any instruction but ONBUILD, FROM and MAINTAINER.',
  references: ['https://docs.docker.com/reference/dockerfile/#onbuild'],
  aliases: ['DL3043'],
  problems: ['BAD_TRIGGER'],
  check,
};

const INNER = /^(?:ONBUILD|FROM|MAINTAINER)(?=\s|$)/iu;

function* check({ dockerfile }: LintContext): Iterable<Hit> {
  for (const instruction of dockerfile.instructions) {
    const { keyword, argument } = instruction;
    const inner = keyword === 'ONBUILD' ? INNER.exec(argument.text) : null;
    if (inner === null) continue;
    const message = `${inner[0].toUpperCase()} may not stand in ONBUILD.`;
    yield { kind: 'hit', instruction, range: rangeIn(argument, 0, inner[0].length), message };
  }
}
