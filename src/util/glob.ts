const STAR = 'star';
const ANY = 'any';

/** A pattern made ready: `matches` tells whether it stands for the whole text. */
export interface Glob {
  matches(text: string): boolean;
}

/** A character, any characters but the separator (`*`), or any characters at all (`**`). */
type Token = { readonly char: string } | typeof STAR | typeof ANY;

/**
 * Reads `*` (any characters but `separator`, also none) and `**` (any characters, also none); everything else
 * stands for itself, in any case unless `letters` says otherwise. Time is the product of both lengths whatever
 * the pattern: there is no backtracking.
 */
export function glob(
  pattern: string,
  separator: '/' | '.',
  letters: 'any case' | 'exact' = 'any case',
): Glob {
  const lower = (text: string): string => (letters === 'exact' ? text : text.toLowerCase());
  const tokens = tokensOf(lower(pattern));
  return { matches: (text) => run(tokens, lower(text), separator) };
}

function tokensOf(pattern: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    if (pattern[at] !== '*') tokens.push({ char: pattern[at] ?? '' });
    else if (pattern[at + 1] === '*') {
      tokens.push(ANY);
      at += 1;
    } else tokens.push(STAR);
  }
  return tokens;
}

/** Follows all ways through the pattern at once; a state is the number of tokens that are done. */
function run(tokens: readonly Token[], text: string, separator: string): boolean {
  let states = reach(tokens, [0]);
  for (let at = 0; at < text.length && states.size > 0; at += 1) {
    const char = text[at];
    const next: number[] = [];
    for (const state of states) {
      const token = tokens[state];
      if (token === ANY || (token === STAR && char !== separator)) next.push(state);
      else if (typeof token === 'object' && token.char === char) next.push(state + 1);
    }
    states = reach(tokens, next);
  }
  return states.has(tokens.length);
}

/** The states and those behind stars, which may stand for nothing. */
function reach(tokens: readonly Token[], states: readonly number[]): ReadonlySet<number> {
  const reached = new Set<number>();
  for (const state of states) {
    reached.add(state);
    for (let next = state; tokens[next] === STAR || tokens[next] === ANY; next += 1) reached.add(next + 1);
  }
  return reached;
}
