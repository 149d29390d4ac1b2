import { describe, expect, test } from 'vitest';
import type { OptionNames } from '../../../src/checks/lint/command-options.ts';
import { findOption, operands, optionValue } from '../../../src/checks/lint/command-options.ts';
import type { ShellCommand } from '../../../src/dockerfile/shell.ts';
import { parseShell } from '../../../src/dockerfile/shell-parse.ts';

function command(text: string): ShellCommand {
  const [first] = parseShell({ text, pieces: [{ at: 0, offset: 0 }], lines: [0] }).commands;
  if (first === undefined) throw new Error('no command');
  return first;
}

const NAMES: OptionNames = { long: ['--yes'], short: 'y', shortWithValue: 'o' };

describe('options', () => {
  test.each([
    ['x -y', '-y'],
    ['x -ayb', '-ayb'],
    ['x --yes', '--yes'],
    ['x --yes=1', '--yes=1'],
    ['x a -y', '-y'],
    ['x -o file -y', '-y'],
  ])('%s has it', (text, expected) => {
    expect(findOption(command(text), NAMES)?.value).toBe(expected);
  });

  test.each(['x y', 'x --yesno', 'x -oy', 'x -o -y', 'x -- -y', 'x -ao -y', 'x'])('%s does not', (text) => {
    expect(findOption(command(text), NAMES)).toBeNull();
  });

  test.each([
    ['x --a=b', 'b'],
    ['x --a b', 'b'],
    ['x --a', ''],
  ])('the value in %s is "%s"', (text, expected) => {
    expect(optionValue(command(text), ['--a'])?.value).toBe(expected);
  });

  test('operands are the other words', () => {
    expect(operands(command('x -a b - --c d')).map(({ value }) => value)).toEqual(['b', '-', 'd']);
  });
});
