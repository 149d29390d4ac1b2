import { describe, expect, it } from 'vitest';
import { classOf, SIGNATURE_CODES } from '../../../src/checks/signatures/codes.ts';
import { RefusedError, refuser } from '../../../src/checks/signatures/code.ts';

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

  it('are made of their own list, with the words made harmless', () => {
    const codes = { BAD: { class: 'bad', title: 'Bad', fix: 'Do.' } } as const;
    const error = refuser(codes)('BAD', 'two\nlines');
    expect(error).toBeInstanceOf(RefusedError);
    expect(error.refusal).toEqual({ code: 'BAD', message: 'two\\u{a}lines' });
  });
});
