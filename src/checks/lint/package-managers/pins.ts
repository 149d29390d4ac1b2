import { plain } from '../../../util/escape.ts';
import type { ShellWord } from '../../../dockerfile/shell.ts';
import type { Hit, LintContext } from '../rule.ts';
import type { Call } from './manager.ts';

const SHOWN = 5;

/**
 * One hit for each installation with packages that name no version, at the first of them. A package is judged
 * as written, and again with its variables filled in where they have a value.
 */
export function* unpinnedHits(
  context: LintContext,
  calls: Iterable<Call>,
  { isPinned, example }: { isPinned: (word: ShellWord, call: Call) => boolean; example: string },
): Iterable<Hit> {
  for (const call of calls) {
    const unpinned = call.packages.filter((word) => !isPinned(word, call) && !resolvedIsPinned(word, call));
    const [first] = unpinned;
    if (first === undefined) continue;
    const names = unpinned.slice(0, SHOWN).map(({ value }) => `"${plain(value, 60)}"`);
    const more = unpinned.length > SHOWN ? ` and ${unpinned.length - SHOWN} more` : '';
    const message = `${names.join(', ')}${more} without a version: the next build may get another one. Write ${example}.`;
    yield { kind: 'hit', instruction: call.instruction, range: first.range, message };
  }

  function resolvedIsPinned(word: ShellWord, call: Call): boolean {
    if (word.literal) return false;
    const { text } = context.resolve(word.text, call.instruction);
    if (text === null || text === '') return false;
    // A variable may hold several packages.
    const parts = text.split(/\s+/u).filter((part) => part !== '');
    return parts.every((value) => isPinned({ ...word, value, text: value, literal: true }, call));
  }
}
