import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseCsv } from '../../../../src/checks/vulnerabilities/feeds/csv.ts';

it('gives back any fields that were written as RFC 4180 says', () => {
  const field = fc.string().map((text) => text.replaceAll('\r', ''));
  const table = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n'), (rows, end) => {
      const text = rows
        .map((row) => `${row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')}${end}`)
        .join('');
      expect(parseCsv(text)).toEqual(rows);
    }),
  );
});

it.each([
  [
    'a,b\nc,d',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a,\n,b\n',
    [
      ['a', ''],
      ['', 'b'],
    ],
  ],
  ['a,', [['a', '']]],
  ['\n\na,b\n', [['a', 'b']]],
])('reads %j', (text, rows) => {
  expect(parseCsv(text)).toEqual(rows);
});

it.each(['"a', 'a"b,c', '"a"b', '"a",b"\n'])('refuses %j', (text) => {
  expect(parseCsv(text)).toBeNull();
});
