import type { TextRange } from '../model/finding.ts';
import type { Instruction } from './dockerfile.ts';
import type { SourceText } from './source-text.ts';
import { rangeIn, slice } from './source-text.ts';
import { isSeparator, skipSpace } from './whitespace.ts';

/** One `NAME=value` of ENV, ARG or LABEL. */
export interface Pair {
  /** As written. */
  readonly name: string;
  readonly nameRange: TextRange;
  /** As written, quotes and all; null for an ARG without a value. */
  readonly value: SourceText | null;
  readonly range: TextRange;
}

/** What an ENV, ARG or LABEL sets, in order; empty for other instructions. Reads the old `ENV NAME value` too. */
export function pairsOf(instruction: Instruction): Pair[] {
  const { keyword, words, argument } = instruction;
  if (keyword !== 'ENV' && keyword !== 'ARG' && keyword !== 'LABEL') return [];
  const first = words[0];
  if (first === undefined) return [];
  if (keyword !== 'ARG' && !first.text.includes('=')) return [oldForm(argument)];
  return words.map(({ source }) => pairOf(source));
}

function pairOf(source: SourceText): Pair {
  const { text } = source;
  const equals = text.indexOf('=');
  const nameEnd = equals < 0 ? text.length : equals;
  return {
    name: text.slice(0, nameEnd),
    nameRange: rangeIn(source, 0, nameEnd),
    value: equals < 0 ? null : slice(source, equals + 1),
    range: rangeIn(source, 0, text.length),
  };
}

function oldForm(argument: SourceText): Pair {
  const { text } = argument;
  let nameEnd = 0;
  while (nameEnd < text.length && !isSeparator(text[nameEnd])) nameEnd += 1;
  const start = skipSpace(text, nameEnd);
  return {
    name: text.slice(0, nameEnd),
    nameRange: rangeIn(argument, 0, nameEnd),
    value: start < text.length ? slice(argument, start) : null,
    range: rangeIn(argument, 0, text.length),
  };
}
