import { LIMITS } from '../util/limits.ts';
import type { Instruction } from './dockerfile.ts';
import { lex } from './lex.ts';
import { pairsOf } from './pairs.ts';

/** A value, and the variables without a value that went into it. */
export interface Value {
  readonly text: string;
  readonly unresolved: readonly string[];
}

export type Lookup = (name: string) => Value | undefined;

export interface Resolved {
  /** Variables filled in, quotes removed; null when something in it has no value, or it cannot be read. */
  readonly text: string | null;
  /** Names of variables without a value. */
  readonly unresolved: readonly string[];
  /** Why it cannot be read. */
  readonly error: string | null;
}

export interface GlobalArgsOptions {
  readonly escape: string;
  readonly buildArgs: ReadonlyMap<string, string>;
}

/** Keeps what all values of one Dockerfile may take: past it, values count as unresolved. */
export interface Budget {
  left: number;
}

/** ARGs that the builder sets itself. Source: docs.docker.com/reference/dockerfile, "Automatic platform ARGs". */
const BUILDER_ARGS: readonly string[] = [
  ...['TARGET', 'BUILD'].flatMap((side) =>
    ['PLATFORM', 'OS', 'OSVERSION', 'ARCH', 'VARIANT'].map((part) => `${side}${part}`),
  ),
  'TARGETSTAGE',
];
/** The builder puts a number, or nothing, in the place of what this ARG is given. */
const EPOCH_ARG = 'SOURCE_DATE_EPOCH';

/** Fills in the variables of a text, as the builder does, and says which have no value. */
export function resolveText(text: string, lookup: Lookup, escape: string): Resolved {
  const { text: resolved, unresolved, error } = fill(text, lookup, escape);
  return { text: unresolved.length > 0 || error !== null ? null : resolved, unresolved, error };
}

/** A text's value even when it is not all known: what has no value is empty, as the builder has it. */
export function valueOf(text: string, { lookup, escape, budget }: ValueOptions): Value {
  const { text: resolved, unresolved, error } = fill(text, lookup, escape);
  budget.left -= resolved.length;
  if (error !== null || budget.left < 0) return { text: '', unresolved: [...unresolved, text.slice(0, 80)] };
  return { text: resolved, unresolved };
}

export interface ValueOptions {
  readonly lookup: Lookup;
  readonly escape: string;
  readonly budget: Budget;
}

export function newBudget(): Budget {
  return { left: LIMITS.variableTotal.value };
}

/** The ARGs before the first FROM, for FROM and for ARGs inside stages that take their value. */
export function globalLookup(globalArgs: readonly Instruction[], options: GlobalArgsOptions): Lookup {
  const { escape, buildArgs } = options;
  const values = new Map<string, Value>();
  for (const name of BUILDER_ARGS) {
    const value = buildArgs.get(name);
    // It has a value, which is not known here: `${TARGETARCH:+…}` is not empty.
    values.set(
      name,
      value === undefined ? { text: '', unresolved: [name] } : { text: value, unresolved: [] },
    );
  }
  const lookup: Lookup = (name) => values.get(name);
  const budget = newBudget();
  for (const { name, value } of globalArgs.flatMap(pairsOf)) {
    const given = buildArgs.get(name);
    if (name === EPOCH_ARG) values.set(name, { text: '', unresolved: [name] });
    else if (given !== undefined) values.set(name, { text: given, unresolved: [] });
    else if (value !== null) values.set(name, valueOf(value.text, { lookup, escape, budget }));
  }
  return lookup;
}

function fill(text: string, lookup: Lookup, escape: string): Value & { error: string | null } {
  const inherited = new Set<string>();
  const result = lex(text, {
    escape,
    lookup(name) {
      const value = lookup(name);
      for (const cause of value?.unresolved ?? []) inherited.add(cause);
      return value?.text;
    },
  });
  return {
    text: result.text,
    unresolved: [...new Set([...result.unset, ...inherited])],
    error: result.error,
  };
}
