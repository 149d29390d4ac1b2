import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfCorrectCopyRelative: LintRule = {
  id: 'DF-CORRECT-COPY-RELATIVE',
  title: 'COPY to a relative path without WORKDIR',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'Where the files go depends on the base image, and changes with it.',
  fix: 'Set `WORKDIR` before, or write the whole path.',
  references: [],
  aliases: ['DL3045'],
  check,
};

/** An absolute path, one of Windows, or one that starts with a variable, whose value is not always known. */
const ABSOLUTE = /^(?:\/|\$|[A-Za-z]:)/u;

function* check({ dockerfile, bases }: LintContext): Iterable<Hit> {
  const hasWorkdir: boolean[] = [];
  for (const { index, base, instructions } of dockerfile.stages) {
    const from = bases[index] ?? base;
    let isSet = from.kind === 'stage' && hasWorkdir[from.index] === true;
    for (const instruction of instructions) {
      const { keyword, words } = instruction;
      if (keyword === 'WORKDIR') isSet = true;
      const destination = words.at(-1);
      if (isSet || keyword !== 'COPY' || words.length < 2 || destination === undefined) continue;
      if (ABSOLUTE.test(destination.value)) continue;
      const message = `COPY to "${plain(destination.value, 100)}", but no WORKDIR is set: where that is depends on the base image.`;
      yield { kind: 'hit', instruction, range: destination.range, message };
    }
    hasWorkdir[index] = isSet;
  }
}
