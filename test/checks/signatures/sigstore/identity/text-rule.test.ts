import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  showRule,
  showText,
  textFits,
} from '../../../../../src/checks/signatures/sigstore/identity/text-rule.ts';
import { InputError } from '../../../../../src/model/errors.ts';
import { caught } from '../../../../support/caught.ts';

describe('a rule for a text', () => {
  it('that is exact fits this text alone', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, other) => {
        expect(textFits({ kind: 'exact', text }, other)).toBe(text === other);
      }),
    );
  });

  it('that is a pattern fits no text with something before or behind', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, behind) => {
        const text = `${before}acme${behind}`;
        expect(textFits({ kind: 'pattern', source: 'acme' }, text)).toBe(text === 'acme');
      }),
    );
  });

  it.each([
    ['a choice', 'a|b', 'b', true],
    ['a part of a choice', 'a|b', 'bc', false],
    ['a line break at the end', 'a', 'a\n', false],
    ['its own anchors', '^a$', 'a', true],
  ])('that is a pattern and has %s', (_, source, text, expected) => {
    expect(textFits({ kind: 'pattern', source }, text)).toBe(expected);
  });

  it('never fits what is not stated', () => {
    expect(textFits({ kind: 'pattern', source: '.*' }, null)).toBe(false);
  });

  it.each(['(', 'a)|(b', '[', '\\'])('that is no pattern is a mistake of the policy: %s', async (source) => {
    const error = await caught(() => textFits({ kind: 'pattern', source }, 'a'));
    expect(error).toBeInstanceOf(InputError);
    expect(error).toMatchObject({ code: 'TRUST_PATTERN' });
  });
});

it('rules and texts are shown as what they are', () => {
  expect(showRule({ kind: 'exact', text: 'a\n' })).toBe('"a\\u{a}"');
  expect(showRule({ kind: 'pattern', source: 'a+' })).toBe('/a+/');
  expect(showText(null)).toBe('nothing');
  expect(showText('a')).toBe('"a"');
});
