import { lex } from '../../../dockerfile/lex.ts';
import { pairsOf } from '../../../dockerfile/pairs.ts';
import { globalLookup } from '../../../dockerfile/variables.ts';
import { parseReference } from '../../../model/reference.ts';
import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfCorrectFromDefault: LintRule = {
  id: 'DF-CORRECT-FROM-DEFAULT',
  title: 'Without build arguments FROM names no image',
  severity: 'info',
  category: 'lint',
  profile: 'all',
  why: 'The file cannot be built as it is: someone has to know which `--build-arg` it needs.',
  fix: 'Give the ARG a default: `ARG TAG=1.2`.',
  references: ['https://docs.docker.com/reference/build-checks/invalid-default-arg-in-from/'],
  aliases: ['InvalidDefaultArgInFrom'],
  check,
};

function* check({ dockerfile }: LintContext): Iterable<Hit> {
  const { globalArgs, escape, stages } = dockerfile;
  const declared = new Set(globalArgs.flatMap(pairsOf).map(({ name }) => name));
  const lookup = globalLookup(globalArgs, { escape, buildArgs: new Map() });
  for (const { from } of stages) {
    const word = from.words[0];
    if (word === undefined) continue;
    const { unset, text, error } = lex(word.text, { escape, lookup: (name) => lookup(name)?.text });
    const isArgument = unset.length > 0 && unset.every((name) => declared.has(name));
    if (error !== null || !isArgument || parseReference(text) !== null) continue;
    const message = `"${plain(word.text, 200)}" is no image as long as ${plain(unset.join(', '), 200)} has no value. Give the ARG a default.`;
    yield { kind: 'hit', instruction: from, range: word.range, message };
  }
}
