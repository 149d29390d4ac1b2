import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { displayWidth } from '../../../src/reports/table/display-width.ts';
import { grid } from '../../../src/reports/table/grid.ts';

const columns = [
  { title: 'ID', shrinkTo: null },
  { title: 'NAME', shrinkTo: 6 },
  { title: 'WHERE', shrinkTo: 6 },
];

function cells(...texts: readonly string[]): readonly { text: string }[] {
  return texts.map((text) => ({ text }));
}

describe('grid', () => {
  it('aligns columns and leaves no space at the end of a line', () => {
    expect(grid(columns, [cells('1', 'a', 'x'), cells('22', 'bbbbb', '')], 80)).toEqual([
      'ID  NAME   WHERE',
      '1   a      x',
      '22  bbbbb',
    ]);
  });

  it('aligns wide characters', () => {
    expect(grid(columns, [cells('1', '日本', 'x'), cells('2', 'abcd', 'y')], 80)).toEqual([
      'ID  NAME  WHERE',
      '1   日本  x',
      '2   abcd  y',
    ]);
  });

  it('leaves out a column that no row fills', () => {
    expect(grid(columns, [cells('1', '', 'x')], 80)).toEqual(['ID  WHERE', '1   x']);
  });

  it('cuts the widest column first, and never one that must stay whole', () => {
    expect(grid(columns, [cells('a-long-identifier', 'nnnnnnnn', 'wwwwwwwwwwww')], 37)).toEqual([
      'ID                 NAME      WHERE',
      'a-long-identifier  nnnnnnnn  wwwwwww…',
    ]);
  });

  it('paints what is in a cell, not the space around it', () => {
    const painted = [{ text: '1', paint: (text: string) => `<${text}>` }, { text: 'a' }, { text: 'x' }];
    expect(grid(columns, [painted], 80)[1]).toBe('<1>   a     x');
  });

  it('keeps to the width wherever the columns allow it', () => {
    const word = fc.string({ unit: fc.constantFrom('a', '日', ' '), maxLength: 40 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, word), { minLength: 1 }),
        fc.integer({ min: 24, max: 90 }),
        (rows, width) => {
          for (const line of grid(
            columns,
            rows.map(([a, b]) => cells('1', a, b)),
            width,
          )) {
            expect(displayWidth(line)).toBeLessThanOrEqual(width);
          }
        },
      ),
    );
  });
});
