import type { Dockerfile } from '../../../dockerfile/dockerfile.ts';
import { pairsOf } from '../../../dockerfile/pairs.ts';
import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfUserName: LintRule = {
  id: 'DF-USER-NAME',
  title: 'USER is a name, not a number',
  severity: 'info',
  category: 'lint',
  profile: 'all',
  why: 'Kubernetes cannot tell from a name whether it is root: with `runAsNonRoot` it refuses to start the container.',
  fix: 'Write the number of the user: `USER 10001`.',
  references: ['CIS 4.1'],
  aliases: ['DL3066'],
  check,
};

const NUMBER = /^\d+$/u;

function* check({ dockerfile, resolve }: LintContext): Iterable<Hit> {
  for (const instruction of dockerfile.instructions) {
    const word = instruction.words[0];
    if (instruction.keyword !== 'USER' || word === undefined) continue;
    const { text, unresolved } = resolve(word.text, instruction);
    const user = (text ?? word.value).split(':', 1)[0] ?? '';
    if (NUMBER.test(user)) continue;
    // Without the value of an ARG nobody can tell.
    if (text === null && isArgument(dockerfile, unresolved)) continue;
    const message = `USER "${plain(word.text, 100)}" is not a number: Kubernetes cannot tell whether it is root.`;
    yield { kind: 'hit', instruction, range: word.range, message };
  }
}

function isArgument({ instructions }: Dockerfile, names: readonly string[]): boolean {
  const args = instructions.filter(({ keyword }) => keyword === 'ARG');
  return args.flatMap(pairsOf).some(({ name }) => names.includes(name));
}
