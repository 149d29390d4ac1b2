import type { Instruction } from '../../../dockerfile/dockerfile.ts';
import { pairsOf } from '../../../dockerfile/pairs.ts';
import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';
import { variablesUsed } from '../variables-used.ts';

export const dfCorrectUndefinedVar: LintRule = {
  id: 'DF-CORRECT-UNDEFINED-VAR',
  title: 'A variable is used that the stage does not have',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'The builder puts nothing in its place: an ARG before the first FROM, or of another stage, is not seen in this one.',
  fix: 'Declare it in the stage: `ARG NAME`.',
  references: ['https://docs.docker.com/reference/build-checks/undefined-var/'],
  aliases: ['UndefinedVar'],
  check,
};

function* check({ dockerfile, bases }: LintContext): Iterable<Hit> {
  const args = dockerfile.instructions.filter(({ keyword }) => keyword === 'ARG');
  const argNames = new Set(args.flatMap(declared));
  const known: ReadonlySet<string>[] = [];
  const isEmpty: boolean[] = [];
  for (const { index, base, instructions } of dockerfile.stages) {
    const from = bases[index] ?? base;
    const names = new Set(from.kind === 'stage' ? known[from.index] : []);
    isEmpty[index] = from.kind === 'scratch' || (from.kind === 'stage' && isEmpty[from.index] === true);
    for (const instruction of instructions) {
      for (const { name, range } of variablesUsed(instruction, dockerfile.escape)) {
        // What the base image sets is not known: only names that are an ARG elsewhere are certain.
        if (names.has(name) || name === 'PATH' || !(isEmpty[index] || argNames.has(name))) continue;
        const message = `The variable ${plain(name, 100)} has no value in this stage. Declare it with ARG.`;
        yield { kind: 'hit', instruction, range, message };
      }
      for (const name of declared(instruction)) names.add(name);
    }
    known[index] = names;
  }
}

function declared(instruction: Instruction): string[] {
  const { keyword } = instruction;
  return keyword === 'ARG' || keyword === 'ENV' ? pairsOf(instruction).map(({ name }) => name) : [];
}
