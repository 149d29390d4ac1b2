import type { Instruction } from '../../dockerfile/dockerfile.ts';
import { pairsOf } from '../../dockerfile/pairs.ts';
import type { TextRange } from '../../model/finding.ts';
import type { LintContext } from './rule.ts';

/** A variable that gets a value, by whatever means. */
export interface SettingMade {
  readonly name: string;
  /** Variables filled in where they have a value; null when it is not known. */
  readonly value: string | null;
  readonly range: TextRange;
  readonly instruction: Instruction;
  readonly by: 'ENV' | 'ARG' | 'shell';
}

const SETTERS = new Set(['export', 'declare', 'typeset', 'readonly', 'local', 'setenv']);
const ASSIGNMENT = /^[A-Za-z_]\w*=/u;

/** Every ENV, ARG, `NAME=value command`, `export NAME=value` and `env NAME=value`. An ARG without a value has null. */
export function* settingsMade(context: LintContext): Iterable<SettingMade> {
  for (const instruction of context.instructions) {
    const { keyword } = instruction;
    if (keyword !== 'ENV' && keyword !== 'ARG') continue;
    for (const { name, value, range } of pairsOf(instruction)) {
      const resolved = value === null ? null : context.resolve(value.text, instruction).text;
      yield { name, value: resolved, range, instruction, by: keyword };
    }
  }
  for (const { command, instruction } of context.commands) {
    for (const { name, value, range } of command.assignments)
      yield { name, value, range, instruction, by: 'shell' };
    if (command.name === null || !SETTERS.has(command.name)) continue;
    for (const { value: text, range } of command.args) {
      if (!ASSIGNMENT.test(text)) continue;
      const equals = text.indexOf('=');
      yield { name: text.slice(0, equals), value: text.slice(equals + 1), range, instruction, by: 'shell' };
    }
  }
}
