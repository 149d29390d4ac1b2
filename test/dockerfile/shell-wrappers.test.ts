import { expect, test } from 'vitest';
import { parseShell } from '../../src/dockerfile/shell-parse.ts';
import { lineStarts } from '../../src/dockerfile/source-text.ts';

function wrapped(text: string): string[] {
  const { commands } = parseShell({ text, pieces: [{ at: 0, offset: 0 }], lines: lineStarts(text) });
  return commands
    .filter(({ wrapper }) => wrapper !== null)
    .map(({ words }) => words.map(({ value }) => value).join(' '));
}

test.each<[string, string[]]>([
  ['sudo rm -rf x', ['rm -rf x']],
  ['sudo -u app rm', ['rm']],
  ['sudo -- rm', ['rm']],
  ['sudo A=1 rm', ['rm']],
  ['env -u A B=1 rm', ['rm']],
  ['gosu app:app rm x', ['rm x']],
  ['timeout 10 rm', ['rm']],
  ['timeout -s KILL 10 rm', ['rm']],
  ['sudo env A=1 nice rm', ['env A=1 nice rm', 'nice rm', 'rm']],
  ['busybox wget x', ['wget x']],
])('%s runs what is in its arguments', (text, expected) => {
  expect(wrapped(text)).toEqual(expected);
});

test.each(['rm sudo', 'echo sudo rm', 'sudo', 'sudo -v', 'timeout 10', 'toString x'])(
  '%s runs nothing more',
  (text) => {
    expect(wrapped(text)).toEqual([]);
  },
);

test('wrappers in wrappers end', () => {
  expect(wrapped(`${'sudo '.repeat(50)}rm`).length).toBeLessThan(10);
});
