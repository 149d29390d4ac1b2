import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ShellCommand, ShellScript } from '../../src/dockerfile/shell.ts';
import { parseShell } from '../../src/dockerfile/shell-parse.ts';
import { lineStarts } from '../../src/dockerfile/source-text.ts';

function shell(text: string): ShellScript {
  return parseShell({ text, pieces: [{ at: 0, offset: 0 }], lines: lineStarts(text) });
}

function names(text: string): (string | null)[] {
  return shell(text).commands.map(({ name }) => name);
}

function first(text: string): ShellCommand {
  const [command] = shell(text).commands;
  if (command === undefined) throw new Error('no command');
  return command;
}

describe('every command is found', () => {
  test.each<[string, (string | null)[]]>([
    ['a; b && c || d & e', ['a', 'b', 'c', 'd', 'e']],
    ['if a; then b; elif c; then d; else e; fi', ['a', 'b', 'c', 'd', 'e']],
    ['for x in 1 2; do a; done; while b; do c; done', ['a', 'b', 'c']],
    ['case x in y) a ;; *) b ;; esac', ['a', 'b']],
    ['f() { a; }; f', ['a', 'f']],
    ['(a; { b; })', ['a', 'b']],
    ['! a', ['a']],
    ['/usr/bin/a', ['a']],
    ['"a" x', ['a']],
    ['$a x', [null]],
    ['X=1', [null]],
    ['a $(b) `c` <(d)', ['a', 'b', 'c', 'd']],
    ['a "$(b "$(c)")"', ['a', 'b', 'c']],
    ['X=$(a)', [null, 'a']],
    ['sudo -u app -E X=1 a b', ['sudo', 'a']],
    ['env X=1 a', ['env', 'a']],
    ['timeout -k 5 10 nice -n 5 a', ['timeout', 'nice', 'a']],
    ['xargs -n 1 a', ['xargs', 'a']],
    ['exec a', ['exec', 'a']],
    ["sh -c 'a; b'", ['sh', 'a', 'b']],
    ["sudo bash -ec 'a'", ['sudo', 'bash', 'a']],
    ['bash -c "$X"', ['bash', null]],
    ['bash script.sh -c a', ['bash']],
    ['echo a # b', ['echo']],
    ['', []],
  ])('%s', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });
});

describe('a command', () => {
  test('has words, assignments and files it writes', () => {
    const command = first('A=1 B="x y" cmd -f "p q" > out 2>> err < in');
    expect(command.assignments.map(({ name, value }) => [name, value])).toEqual([
      ['A', '1'],
      ['B', 'x y'],
    ]);
    expect(command.args.map(({ value }) => value)).toEqual(['-f', 'p q']);
    expect(command.writes.map(({ value }) => value)).toEqual(['out', 'err']);
  });

  test.each([
    ["'a b'", true],
    ['"a b"', true],
    ['a*', true],
    ['"a$b"', false],
    ['$(a)', false],
    ['a${b}', false],
  ])('the word %s: literal is %s', (word, literal) => {
    expect(first(`x ${word}`).args[0]?.literal).toBe(literal);
  });

  test('knows the commands whose output are its words, and what runs it', () => {
    expect(first('eval "$(curl x)"').substitutions.map(({ name }) => name)).toEqual(['curl']);
    expect(shell('sudo a').commands.map(({ wrapper }) => wrapper)).toEqual([null, 'sudo']);
  });
});

describe('pipes', () => {
  test.each([
    ['a | b', [['a'], ['b']]],
    ['a |& b | c', [['a'], ['b'], ['c']]],
    [
      '(a; b) | sudo c',
      [
        ['a', 'b'],
        ['sudo', 'c'],
      ],
    ],
    ['a $(x) | b', [['a'], ['b']]],
  ])('%s', (text, expected) => {
    const [pipeline] = shell(text).pipelines;
    expect(pipeline?.map((side) => side.map(({ name }) => name))).toEqual(expected);
  });

  test('"or" is no pipe', () => {
    expect(shell('a || b').pipelines).toEqual([]);
  });
});

describe('what cannot be parsed', () => {
  test.each(['echo "a', 'if a; then', 'a )'])('%s is a problem', (text) => {
    expect(shell(text).problems).not.toEqual([]);
  });

  test('an ordinary script has none', () => {
    expect(shell('set -eux; [ -f a ] && b; c=${d:-e}; echo "${c%x}"').problems).toEqual([]);
  });

  test('a script that is too long is a problem', () => {
    expect(shell(`echo ${'a'.repeat(300_000)}`).problems.map(({ message }) => message)).toEqual([
      'the script is too long',
    ]);
  });

  test('scripts in scripts end', () => {
    const deep = 'sh -c \'sh -c "sh -c x"\'';
    expect(names(deep)).toEqual(['sh', 'sh', 'sh', 'x']);
  });
});

test('any text is parsed without an exception', () => {
  // prettier-ignore
  const parts = ['a', ' ', ';', '|', '&', '(', ')', '{', '}', '$(', '`', '"', "'", '\\', '\n', '<<E', 'E\n', 'if ', 'then ', 'sh -c ', '$', '<', '>', '#', '[[ ', 'case x in '];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 30 }), (items) => {
      const text = items.join('');
      for (const { range } of shell(text).commands) {
        expect(range.endLine).toBeLessThanOrEqual(text.split('\n').length);
      }
    }),
    { numRuns: 2000 },
  );
});
