import { describe, expect, test } from 'vitest';
import { takeFlags } from '../../src/dockerfile/flags.ts';

function take(text: string): { flags: [string, string | null][]; argument: string } {
  const { flags, argument } = takeFlags({ text, pieces: [{ at: 0, offset: 0 }], lines: [0] }, '\\');
  return { flags: flags.map(({ name, value }) => [name, value]), argument: argument.text };
}

describe('flags at the front', () => {
  test.each<[string, [string, string | null][], string]>([
    [' --from=a b c', [['from', 'a']], 'b c'],
    [
      ' --link --chown=1:2 b c',
      [
        ['link', null],
        ['chown', '1:2'],
      ],
      'b c',
    ],
    [' --mount="type=a b" c', [['mount', 'type=a b']], 'c'],
    [' --a=b\\ c d', [['a', 'b c']], 'd'],
    [' -- --a b', [], '--a b'],
    [' a --b', [], 'a --b'],
    [' -a b', [], '-a b'],
    ['', [], ''],
    [' --a', [['a', null]], ''],
  ])('"%s"', (text, flags, argument) => {
    expect(take(text)).toEqual({ flags, argument });
  });
});
