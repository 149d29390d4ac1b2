import type { Dockerfile, Instruction, Stage, StageBase } from './dockerfile.ts';
import { pairsOf } from './pairs.ts';
import { stageBases } from './stage-base.ts';
import type { Budget, Lookup, Resolved, Value } from './variables.ts';
import { globalLookup, newBudget, resolveText, valueOf } from './variables.ts';

/** ARG and ENV of a whole Dockerfile, at every place in it. */
export interface Resolver {
  /** What each stage starts from, by stage index, with the build arguments given. */
  readonly bases: readonly StageBase[];
  /** Fills in the variables of a text as they stand when the builder reaches `instruction`. */
  readonly resolve: (text: string, instruction: Instruction) => Resolved;
}

/** The values a variable takes, in the order of the instructions that set it. */
type History = Map<string, { readonly after: number; readonly value: Value }[]>;

interface StageValues {
  readonly history: History;
  readonly parent: StageValues | null;
}

/**
 * Works out ARG and ENV once: ARGs before the first FROM are seen by FROM only, until a stage declares them
 * again; a stage inherits all from the stage it starts from. The environment of a base image is not known, so
 * what only it could set is unresolved.
 * Source: docs.docker.com/reference/dockerfile, "Understand how ARG and FROM interact", "Scope".
 */
export function newResolver(dockerfile: Dockerfile, buildArgs: ReadonlyMap<string, string>): Resolver {
  const { escape, globalArgs, stages } = dockerfile;
  const globals = globalLookup(globalArgs, { escape, buildArgs });
  const bases = stageBases(
    stages.map(({ from }) => from),
    { globalArgs, escape, buildArgs },
  );
  const order = new Map(dockerfile.instructions.map((instruction, index) => [instruction, index]));
  for (const { trigger } of dockerfile.instructions) if (trigger !== null) order.set(trigger, order.size);
  const values: StageValues[] = [];
  const budget = newBudget();
  for (const stage of stages) {
    const base = bases[stage.index];
    const parent = base?.kind === 'stage' ? (values[base.index] ?? null) : null;
    values.push(stageValues(stage, { parent, globals, buildArgs, escape, order, budget }));
  }
  return {
    bases,
    resolve(text, instruction) {
      const stage = instruction.stage === null ? undefined : values[instruction.stage];
      const isOutside = stage === undefined || instruction.keyword === 'FROM';
      const lookup = isOutside ? globals : lookupAt(stage, order.get(instruction) ?? 0);
      return resolveText(text, lookup, escape);
    },
  };
}

interface StageOptions {
  readonly parent: StageValues | null;
  readonly globals: Lookup;
  readonly buildArgs: ReadonlyMap<string, string>;
  readonly escape: string;
  readonly order: ReadonlyMap<Instruction, number>;
  readonly budget: Budget;
}

function stageValues(stage: Stage, options: StageOptions): StageValues {
  const { parent, globals, buildArgs, escape, order, budget } = options;
  const values: StageValues = { history: new Map(), parent };
  for (const instruction of stage.instructions) {
    const { keyword } = instruction;
    if (keyword !== 'ENV' && keyword !== 'ARG') continue;
    const after = order.get(instruction) ?? 0;
    const lookup = lookupAt(values, after);
    for (const { name, value } of pairsOf(instruction)) {
      const given = keyword === 'ARG' ? buildArgs.get(name) : undefined;
      const found = value === null ? undefined : valueOf(value.text, { lookup, escape, budget });
      const result = given === undefined ? (found ?? globals(name)) : { text: given, unresolved: [] };
      if (result !== undefined) remember(values.history, name, { after, value: result });
    }
  }
  return values;
}

function remember(history: History, name: string, entry: { after: number; value: Value }): void {
  const entries = history.get(name);
  if (entries === undefined) history.set(name, [entry]);
  else entries.push(entry);
}

/** The values set by instructions before the one at `position`. */
function lookupAt(values: StageValues, position: number): Lookup {
  return (name) => {
    const own = lastBefore(values.history.get(name) ?? [], position);
    if (own !== undefined) return own;
    for (let stage = values.parent; stage !== null; stage = stage.parent) {
      const last = stage.history.get(name)?.at(-1);
      if (last !== undefined) return last.value;
    }
    return undefined;
  };
}

function lastBefore(
  entries: readonly { after: number; value: Value }[],
  position: number,
): Value | undefined {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.after ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return entries[low - 1]?.value;
}
