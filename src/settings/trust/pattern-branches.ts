import { BadValue } from '../kinds.ts';
import type { PatternToken } from './pattern-tokens.ts';

/** Every way through a pattern, as a sequence without groups and without anchors. */
export type Branch = readonly PatternToken[];

const MOST_BRANCHES = 64;

/**
 * The pattern without groups and alternatives. A group that may be left out makes two ways; one that repeats
 * becomes a single part that varies. Throws `BadValue` TRUST_PATTERN for more ways than anyone can oversee.
 */
export function branchesOf(tokens: readonly PatternToken[]): readonly Branch[] {
  return alternatives(tokens[Symbol.iterator]()).branches;
}

interface Level {
  readonly branches: readonly Branch[];
  /** The bracket that ends the level; null at the end of the pattern. */
  readonly close: PatternToken | null;
}

function alternatives(tokens: Iterator<PatternToken>): Level {
  const done: Branch[] = [];
  let open: readonly Branch[] = [[]];
  for (let next = tokens.next(); next.done !== true; next = tokens.next()) {
    const token = next.value;
    if (token.kind === 'start' || token.kind === 'end') continue;
    if (token.kind === 'close') return { branches: limited([...done, ...open]), close: token };
    if (token.kind === 'or') {
      done.push(...open);
      open = [[]];
    } else {
      const parts = token.kind === 'open' ? group(alternatives(tokens)) : [[token]];
      open = limited(open.flatMap((before) => parts.map((part) => [...before, ...part])));
    }
  }
  return { branches: limited([...done, ...open]), close: null };
}

function group({ branches, close }: Level): readonly Branch[] {
  if (close === null || !close.quantified) return branches;
  if (close.most > 1) return [[{ ...close, kind: 'text', text: '' }]];
  return [...branches, []];
}

function limited(branches: readonly Branch[]): readonly Branch[] {
  if (branches.length <= MOST_BRANCHES) return branches;
  throw new BadValue(
    `the pattern has more than ${String(MOST_BRANCHES)} ways to fit`,
    'Write several identities instead of one that fits them all.',
    'TRUST_PATTERN',
  );
}
