import { describe, expect, test } from 'vitest';
import { pairsOf } from '../../src/dockerfile/pairs.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { textAt } from '../support/dockerfiles.ts';

function pairs(text: string): [string, string | null][] {
  return parseDockerfile(text, 'Dockerfile')
    .instructions.flatMap(pairsOf)
    .map(({ name, value }) => [name, value?.text ?? null]);
}

describe('names and values as written', () => {
  test.each<[string, [string, string | null][]]>([
    ['ENV A=1', [['A', '1']]],
    [
      'ENV A=1 B="x y"',
      [
        ['A', '1'],
        ['B', '"x y"'],
      ],
    ],
    ['ENV A=b=c', [['A', 'b=c']]],
    ['ENV A=', [['A', '']]],
    ['ENV A one two', [['A', 'one two']]],
    ['ENV A b=c', [['A', 'b=c']]],
    ['ENV A', [['A', null]]],
    ['ARG A', [['A', null]]],
    [
      'ARG A=1 B',
      [
        ['A', '1'],
        ['B', null],
      ],
    ],
    ['LABEL a.b="c"', [['a.b', '"c"']]],
    ['ENV A=x\\ y', [['A', 'x\\ y']]],
    ['RUN A=1', []],
  ])('%s', (line, expected) => {
    expect(pairs(line)).toEqual(expected);
  });

  test('ranges are those of the pair', () => {
    const text = 'ENV A=1 \\\n  B="x y"';
    const found = parseDockerfile(text, 'Dockerfile').instructions.flatMap(pairsOf);
    expect(found.map(({ range }) => textAt(text, range))).toEqual(['A=1', 'B="x y"']);
    expect(found.map(({ nameRange }) => textAt(text, nameRange))).toEqual(['A', 'B']);
  });
});
