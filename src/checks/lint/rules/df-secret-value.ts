import type { Instruction } from '../../../dockerfile/dockerfile.ts';
import type { SourceText } from '../../../dockerfile/source-text.ts';
import { rangeIn } from '../../../dockerfile/source-text.ts';
import { secretsIn } from '../../secret-values.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfSecretValue: LintRule = {
  id: 'DF-SECRET-VALUE',
  title: 'A secret stands in the Dockerfile',
  severity: 'critical',
  category: 'lint',
  profile: 'security',
  why: 'Whoever can read the repository, or pull the image, has the secret: instructions and their values are kept in the history of the image. A secret that was committed must be taken for known.',
  fix: 'Withdraw the secret and make a new one. Give it to the build with `RUN --mount=type=secret,id=…`, or to the container when it starts.',
  references: ['CIS 4.10', 'CWE-798'],
  aliases: ['DS-0031'],
  check,
};

function* check({ dockerfile }: LintContext): Iterable<Hit> {
  for (const instruction of dockerfile.instructions) {
    for (const source of textsOf(instruction)) {
      for (const { kind, start, end } of secretsIn(source.text)) {
        yield {
          kind: 'hit',
          instruction,
          range: rangeIn(source, start, end),
          // The value is left out here, where the finding is made: no report can show what it never had.
          message: `This is ${kind.name}. Withdraw it, and give a new one with a secret mount or when the container runs.`,
          key: `${instruction.keyword} ${kind.id}`,
        };
      }
    }
  }
}

/** All that an instruction says. An ONBUILD says what its trigger says. */
function textsOf({ argument, heredocs }: Instruction): SourceText[] {
  return [argument, ...heredocs.map(({ body }) => body)];
}
