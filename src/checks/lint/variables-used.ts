import type { Instruction } from '../../dockerfile/dockerfile.ts';
import { lex } from '../../dockerfile/lex.ts';
import { pairsOf } from '../../dockerfile/pairs.ts';
import type { SourceText } from '../../dockerfile/source-text.ts';
import { rangeIn } from '../../dockerfile/source-text.ts';
import type { TextRange } from '../../model/finding.ts';

/** A variable that an instruction uses without a default. */
export interface VariableUse {
  readonly name: string;
  readonly range: TextRange;
}

/** Instructions in which the builder fills in variables. Source: docs.docker.com/reference/dockerfile. */
// prettier-ignore
const EXPANDED = new Set([
  'ADD', 'ARG', 'COPY', 'ENV', 'EXPOSE', 'FROM', 'LABEL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR',
]);

/** The variables that the builder would fill in, in order; those with a default (`${A:-x}`) do not count. */
export function variablesUsed(instruction: Instruction, escape: string): VariableUse[] {
  const { keyword, words, flags } = instruction;
  if (!EXPANDED.has(keyword)) return [];
  const uses: VariableUse[] = [];
  for (const { name, value, range } of flags) {
    // The builder fills in nothing there.
    if (name === 'from' || value === null) continue;
    for (const variable of namesIn(value, escape)) uses.push({ name: variable, range });
  }
  const pairs = pairsOf(instruction);
  const sources = pairs.length > 0 ? pairs.map(({ value }) => value) : words.map(({ source }) => source);
  for (const source of sources) if (source !== null) uses.push(...variablesIn(source, escape));
  return uses;
}

/** The same for one text. */
export function variablesIn(source: SourceText, escape: string): VariableUse[] {
  return namesIn(source.text, escape).map((name) => {
    const bare = source.text.indexOf(`$${name}`);
    const braced = source.text.indexOf(`\${${name}}`);
    const [start, length] = braced >= 0 ? [braced, name.length + 3] : [bare, name.length + 1];
    const range = start < 0 ? rangeIn(source, 0, source.text.length) : rangeIn(source, start, start + length);
    return { name, range };
  });
}

function namesIn(text: string, escape: string): readonly string[] {
  return text.includes('$') ? lex(text, { escape, lookup: () => undefined, keepUnset: true }).unset : [];
}
