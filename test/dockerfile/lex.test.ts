import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LexOptions } from '../../src/dockerfile/lex.ts';
import { lex } from '../../src/dockerfile/lex.ts';

const VALUES = new Map([
  ['A', 'one'],
  ['EMPTY', ''],
  ['PATH', '/usr/local/bin'],
  ['V', '1.2.3-rc1'],
]);

function read(text: string, options: Partial<LexOptions> = {}): ReturnType<typeof lex> {
  return lex(text, { escape: '\\', lookup: (name) => VALUES.get(name), ...options });
}

describe('variables', () => {
  test.each([
    ['$A', 'one'],
    ['${A}', 'one'],
    ['x${A}y', 'xoney'],
    ['$NONE', ''],
    ['${NONE:-x}', 'x'],
    ['${NONE-x}', 'x'],
    ['${EMPTY:-x}', 'x'],
    ['${EMPTY-x}', ''],
    ['${A:-x}', 'one'],
    ['${A:+x}', 'x'],
    ['${EMPTY:+x}', ''],
    ['${EMPTY+x}', 'x'],
    ['${NONE:+x}', ''],
    ['${A:?no}', 'one'],
    ['${NONE:-${A}}', 'one'],
    ['${NONE:-${NONE2:-$A}}', 'one'],
    ['${PATH#*/}', 'usr/local/bin'],
    ['${PATH##*/}', 'bin'],
    ['${PATH%/*}', '/usr/local'],
    ['${PATH%%/*}', ''],
    ['${V%-*}', '1.2.3'],
    ['${V/./_}', '1_2.3-rc1'],
    ['${V//./_}', '1_2_3-rc1'],
    ['\\$A', '$A'],
    ["'$A'", '$A'],
    ['"$A"', 'one'],
    ['$', '$'],
    ['$ A', '$ A'],
    ['a$(b)', 'a$(b)'],
  ])('%s → "%s"', (text, expected) => {
    expect(read(text)).toMatchObject({ text: expected, error: null });
  });

  test.each([
    '${A',
    '${',
    '${}',
    '${:x}',
    '${{A}}',
    '${A!x}',
    '${A:#x}',
    '${NONE:?no}',
    '"a',
    "'a",
    '${NONE:-"x}',
  ])('%s is an error', (text) => {
    expect(read(text).error).not.toBeNull();
  });

  test('names without a value and without a default are told', () => {
    expect(read('$NONE ${NONE2:-x} ${A} ${NONE3}').unset).toEqual(['NONE', 'NONE3']);
  });

  test('they can be left as written', () => {
    expect(read('$NONE ${NONE} ${NONE:-x} $A', { keepUnset: true }).text).toBe(
      '$NONE ${NONE} ${NONE:-x} one',
    );
  });

  test("an operator of the shell's own is left as written, and refused where it must be filled in", () => {
    expect(read('${NONE:0:3}', { keepUnset: true })).toMatchObject({ text: '${NONE:0:3}', error: null });
    expect(read('${NONE:0:3}').error).not.toBeNull();
    expect(read('${A:0:3}', { keepUnset: true }).error).not.toBeNull();
  });

  test('a value is not read again', () => {
    expect(lex('$X', { escape: '\\', lookup: () => '$X"' }).text).toBe('$X"');
  });

  test('too deep and too long are errors, not crashes', () => {
    expect(read('${a:-'.repeat(100_000)).error).toContain('deep');
    expect(lex('$X'.repeat(10_000), { escape: '\\', lookup: () => 'x'.repeat(1000) }).error).toContain(
      'long',
    );
  });
});

describe('words', () => {
  test.each<[string, string[]]>([
    ['a  b', ['a', 'b']],
    ['"a b" c', ['a b', 'c']],
    ['a\\ b c', ['a b', 'c']],
    ['\'a\'"b"c', ['abc']],
    ['<< EOF x', ['<< EOF', 'x']],
  ])('%s', (text, words) => {
    expect(read(text).words).toEqual(words);
  });

  test('raw words keep quotes and escapes', () => {
    expect(read('"a b" c\\ d', { raw: true }).words).toEqual(['"a b"', 'c\\ d']);
  });

  test('the escape character is the one given', () => {
    expect(read('a` b \\c', { escape: '`' }).words).toEqual(['a b', '\\c']);
  });
});

test('any text is read without an exception', () => {
  const parts = fc.constantFrom(
    '$',
    '{',
    '}',
    ':',
    '-',
    '#',
    '%',
    '/',
    '*',
    '?',
    '\\',
    '"',
    "'",
    'A',
    ' ',
    '<',
    'é',
  );
  fc.assert(
    fc.property(
      fc.array(parts).map((items) => items.join('')),
      (text) => {
        const { error, text: result } = read(text);
        expect(error === null || result === '').toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});

test('text without special characters is left alone', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\w.:/@-]*$/u), (text) => {
      expect(read(text).text).toBe(text);
    }),
  );
});
