import { describe, expect, test } from 'vitest';
import { array, assert, property, stringMatching } from 'fast-check';
import { readCommandLine } from '../../../src/checks/lint/command-line.ts';
import type { ShellWord } from '../../../src/dockerfile/shell.ts';

const SYNTAX = { withValue: new Set(['-t', '--to', '-ldflags']) };

function words(texts: readonly string[]): ShellWord[] {
  const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  const source = { text: '', pieces: [{ at: 0, offset: 0 }], lines: [0] };
  return texts.map((text) => ({ text, value: text, literal: true, range, source }));
}

function read(text: string, singleDash = false): string {
  const { options, operands } = readCommandLine(words(text.split(' ')), { ...SYNTAX, singleDash });
  const shown = options.map(({ name, value }) => (value === null ? name : `${name}(${value})`));
  return `${shown.join(' ')} / ${operands.map(({ value }) => value).join(' ')}`;
}

describe('tells options, their values and operands apart', () => {
  test.each([
    ['install a', ' / install a'],
    ['-qy a', '-q -y / a'],
    ['-t x a', '-t(x) / a'],
    ['-tx a', '-t(x) / a'],
    ['-t=x a', '-t(x) / a'],
    ['-qt x a', '-q -t(x) / a'],
    ['-q=2 a', '-q(2) / a'],
    ['--to x a', '--to(x) / a'],
    ['--to=x a', '--to(x) / a'],
    ['--other x', '--other / x'],
    ['-q -- -y', '-q / -y'],
    ['- a', ' / - a'],
    ['-t', '-t / '],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test('one dash and several letters are one option where the program has it so', () => {
    expect(read('-ldflags -s -v a', true)).toBe('-ldflags(-s) -v / a');
  });

  test('no word is lost or read twice', () => {
    assert(
      property(array(stringMatching(/^-{0,2}[a-z=t]{0,4}$/u)), (texts) => {
        const all = words(texts);
        const { options, operands } = readCommandLine(all, SYNTAX);
        expect(new Set(operands).size).toBe(operands.length);
        expect(operands.every((word) => all.includes(word))).toBe(true);
        expect(options.every(({ word }) => all.includes(word) && !operands.includes(word))).toBe(true);
      }),
    );
  });
});
