import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  concat,
  lineStarts,
  offsetOf,
  rangeIn,
  rangeOfOffsets,
  slice,
} from '../../src/dockerfile/source-text.ts';

const FILE = 'RUN a \\\n  # x\n  bc\n';
const LINES = lineStarts(FILE);
/** `RUN a   bc`: the first line up to its escape, and the third. */
const JOINED = {
  text: 'RUN a   bc',
  pieces: [
    { at: 0, offset: 0 },
    { at: 6, offset: 14 },
  ],
  lines: LINES,
};

test('lines start after each line feed', () => {
  expect(lineStarts('a\r\nb\rc\n')).toEqual([0, 3, 7]);
});

test('a range is where the characters stand in the file', () => {
  expect(rangeIn(JOINED, 8, 10)).toEqual({ line: 3, column: 3, endLine: 3, endColumn: 5 });
  expect(rangeIn(JOINED, 4, 10)).toEqual({ line: 1, column: 5, endLine: 3, endColumn: 5 });
});

test('a range outside the text is cut to it', () => {
  expect(rangeIn(JOINED, -5, 99)).toEqual(rangeIn(JOINED, 0, 10));
});

test('a part keeps its places', () => {
  fc.assert(
    fc.property(fc.nat(10), fc.nat(10), (a, b) => {
      const [start, end] = [Math.min(a, b), Math.max(a, b)];
      const part = slice(JOINED, start, end);
      expect(part.text).toBe(JOINED.text.slice(start, end));
      for (let at = 0; at < part.text.length; at += 1)
        expect(offsetOf(part, at)).toBe(offsetOf(JOINED, start + at));
    }),
  );
});

test('joined texts keep their places', () => {
  const both = concat([slice(JOINED, 0, 3), slice(JOINED, 8)]);
  expect(both.text).toBe('RUNbc');
  expect(rangeIn(both, 3, 5)).toEqual(rangeIn(JOINED, 8, 10));
});

test('an offset belongs to the last line that starts at or before it', () => {
  expect(rangeOfOffsets([0, 3, 7], 3, 7)).toEqual({ line: 2, column: 1, endLine: 3, endColumn: 1 });
});
