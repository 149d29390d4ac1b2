import { describe, expect, it } from 'vitest';
import type { z } from 'zod';

import { BadValue, allowedHint, list, single, text, whole, word } from '../../src/settings/kinds.ts';

const color = word(['red', 'green'], 'a colour');

function read(schema: z.ZodType, ...texts: string[]): unknown {
  const result = schema.safeParse(texts);
  return result.success ? result.data : result.error.issues.map((issue) => issue.message);
}

describe('kinds of settings', () => {
  it.each([
    ['a single word', single(color), ['red'], 'red'],
    ['a single wrong word', single(color), ['rad'], ['"rad" is not a colour']],
    ['a list', list(color), ['red', 'green', 'red'], ['red', 'green', 'red']],
    ['a list without items', list(color), [], []],
    ['a list that must have some', list(color, { notEmpty: true }), [], ['the list is empty']],
    ['commas in a list of lines', list(text), ['a,b'], ['a,b']],
    ['commas in a list of commas', list(text, { separator: 'comma' }), ['a, b,', 'c'], ['a', 'b', 'c']],
    ['all texts together', whole((texts) => texts.length), ['a', 'b'], 2],
  ] as readonly (readonly [string, z.ZodType, readonly string[], unknown])[])(
    'read %s',
    (_name, schema, texts, expected) => {
      expect(read(schema, ...texts)).toEqual(expected);
    },
  );

  it('let a fault of their own through', () => {
    const broken = single(() => {
      throw new RangeError('fault');
    });
    expect(() => read(broken, 'a')).toThrow(RangeError);
  });

  it('carry code and hint of what is wrong', () => {
    const schema = single(() => {
      throw new BadValue('message', 'hint', 'CODE');
    });
    expect(schema.safeParse(['a']).error?.issues[0]).toMatchObject({
      params: { code: 'CODE', hint: 'hint' },
    });
  });

  it('suggest the nearest word, and only when one is near', () => {
    expect(allowedHint('gren', ['red', 'green'])).toBe('Did you mean "green"? Allowed: red, green.');
    expect(allowedHint('violet', ['red', 'green'])).toBe('Allowed: red, green.');
  });
});
