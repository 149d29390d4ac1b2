import type { Call } from './manager.ts';
import type { Fix } from '../rule.ts';

/** Adds an option after the sub-command; none for the exec form, where a word is a JSON string. */
export function insertOption({ instruction, verbWord }: Call, option: string): { readonly fix?: Fix } {
  if (instruction.json !== null || verbWord.text !== verbWord.value) return {};
  const { endLine, endColumn } = verbWord.range;
  const range = { line: endLine, column: endColumn, endLine, endColumn };
  return { fix: { description: `Add ${option}`, edits: [{ range, text: ` ${option}` }] } };
}
