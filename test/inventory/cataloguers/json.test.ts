import { describe, expect, it } from 'vitest';
import {
  alternatives,
  entriesOf,
  isObject,
  member,
  parseJsonObject,
  shown,
  textMember,
} from '../../../src/inventory/cataloguers/json.ts';

describe('JSON of a package', () => {
  it.each([
    ['{"a":1}', { a: 1 }],
    ['\ufeff{}', {}],
    ['[]', 'not a JSON object'],
    ['{', expect.stringContaining('not JSON')],
  ])('%j is parsed to an object or a reason', (text, expected) => {
    expect(parseJsonObject(text)).toEqual(expected);
  });

  it('gives members of the object alone', () => {
    expect([member({ a: 1 }, 'a'), member({}, 'toString')]).toEqual([1, undefined]);
    expect([textMember({ a: 'x' }, 'a'), textMember({ a: 1 }, 'a')]).toEqual(['x', undefined]);
    expect([entriesOf({ a: 1 }), entriesOf([1])]).toEqual([[['a', 1]], []]);
    expect([isObject({}), isObject([]), isObject(null)]).toEqual([true, false, false]);
  });

  it.each([
    ['MIT', 'MIT'],
    [['MIT', 7, 'BSD'], 'MIT OR BSD'],
    [undefined, ''],
  ])('makes alternatives of %j', (value, expected) => {
    expect(alternatives(value)).toBe(expected);
  });

  it.each([
    ['x', '"x"'],
    [7, '"7"'],
    [[], 'a list'],
    [{}, 'an object'],
    [undefined, '""'],
  ])('shows %j as %s', (value, expected) => {
    expect(shown(value)).toBe(expected);
  });
});
