import { pairsOf } from '../../../dockerfile/pairs.ts';
import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';
import { variablesUsed } from '../variables-used.ts';

export const dfCorrectFromArg: LintRule = {
  id: 'DF-CORRECT-FROM-ARG',
  title: 'FROM uses an ARG that is not declared before it',
  severity: 'medium',
  category: 'lint',
  profile: 'recommended',
  why: 'Only ARGs before the first FROM are seen by FROM: the builder puts nothing in its place.',
  fix: 'Declare it before the first FROM: `ARG NAME=value`.',
  references: ['https://docs.docker.com/reference/build-checks/undefined-arg-in-from/'],
  aliases: ['UndefinedArgInFrom'],
  check,
};

/** Set by the builder. Source: docs.docker.com/reference/dockerfile, "Automatic platform ARGs". */
const AUTOMATIC = /^(?:BUILD|TARGET)(?:PLATFORM|OS|ARCH|VARIANT)$/u;

function* check({ dockerfile }: LintContext): Iterable<Hit> {
  const declared = new Set(dockerfile.globalArgs.flatMap(pairsOf).map(({ name }) => name));
  for (const { from } of dockerfile.stages) {
    for (const { name, range } of variablesUsed(from, dockerfile.escape)) {
      if (declared.has(name) || AUTOMATIC.test(name)) continue;
      const message = `FROM uses ${plain(name, 100)}, which no ARG before the first FROM declares.`;
      yield { kind: 'hit', instruction: from, range, message };
    }
  }
}
