import { describe, expect, it } from 'vitest';
import { classOf, SIGNATURE_CODES } from '../../../src/checks/signatures/codes.ts';
import { RefusedError, refusalOf, refuser } from '../../../src/checks/signatures/code.ts';
import { SourceError } from '../../../src/model/errors.ts';

describe('the codes of refusals', () => {
  const all = SIGNATURE_CODES.flatMap(({ codes }) => Object.entries(codes));

  it('are there once each, in capitals, and say what to do', () => {
    expect(new Set(all.map(([code]) => code)).size).toBe(all.length);
    for (const [code, { title, fix }] of all) {
      expect(code).toMatch(/^[A-Z][A-Z0-9_]+$/u);
      expect(title, code).not.toMatch(/\.$/u);
      expect(fix, code).toMatch(/\.$/u);
    }
  });

  it('have a class, and an error that is no refusal could not be asked', () => {
    expect(classOf('SIGNATURE_NONE')).toBe('none');
    expect(classOf('REGISTRY_UNREACHABLE')).toBe('unavailable');
  });

  it.each([
    ['it is down', null, 'it is down'],
    ['it is down', 'Wait.', 'it is down. Wait'],
    ['It is down.', 'Wait.', 'It is down. Wait'],
  ])('of an error %j that says %j are told as %j', (message, hint, text) => {
    const error = new SourceError('X_DOWN', message, hint === null ? {} : { hint });
    expect(refusalOf(error)).toEqual({ code: 'X_DOWN', message: text });
  });

  it('are made of their own list, with the words made harmless', () => {
    const codes = { BAD: { class: 'bad', title: 'Bad', fix: 'Do.' } } as const;
    const error = refuser(codes)('BAD', 'two\nlines');
    expect(error).toBeInstanceOf(RefusedError);
    expect(error.refusal).toEqual({ code: 'BAD', message: 'two\\u{a}lines' });
  });
});
