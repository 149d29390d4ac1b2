import type { Instruction } from '../../../dockerfile/dockerfile.ts';
import type { Pair } from '../../../dockerfile/pairs.ts';
import { pairsOf } from '../../../dockerfile/pairs.ts';
import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';
import { variablesIn } from '../variables-used.ts';

export const dfCorrectEnvSelf: LintRule = {
  id: 'DF-CORRECT-ENV-SELF',
  title: 'ENV uses a variable that it sets itself',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'The values of one ENV are worked out before any of them is set: the old value is taken, or nothing.',
  fix: 'Set the variable in an ENV of its own, before.',
  references: ['https://docs.docker.com/reference/dockerfile/#environment-replacement'],
  aliases: ['DL3044'],
  check,
};

function* check({ dockerfile }: LintContext): Iterable<Hit> {
  const before = new Set<string>();
  for (const instruction of dockerfile.instructions) {
    const { keyword } = instruction;
    if (keyword !== 'ENV' && keyword !== 'ARG') continue;
    const pairs = pairsOf(instruction);
    if (keyword === 'ENV') yield* selfReferences(instruction, pairs, { before, escape: dockerfile.escape });
    for (const { name } of pairs) before.add(name);
  }
}

interface Known {
  /** Names that have a value from somewhere above: then the old value may be meant. */
  readonly before: ReadonlySet<string>;
  readonly escape: string;
}

function* selfReferences(
  instruction: Instruction,
  pairs: readonly Pair[],
  { before, escape }: Known,
): Iterable<Hit> {
  const setters = new Map<string, number>();
  for (const { name } of pairs) setters.set(name, (setters.get(name) ?? 0) + 1);
  for (const { name: target, value } of pairs) {
    if (value === null) continue;
    for (const { name, range } of variablesIn(value, escape)) {
      // A value that uses the old value of its own name is meant.
      const others = (setters.get(name) ?? 0) - (name === target ? 1 : 0);
      if (others === 0 || before.has(name)) continue;
      const message = `${plain(name, 100)} is set by this same ENV: its new value is not seen here. Set it in an ENV before.`;
      yield { kind: 'hit', instruction, range, message };
    }
  }
}
