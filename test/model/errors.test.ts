import { describe, expect, it } from 'vitest';
import { assertNever, errorText, InputError, InternalError, toGateError } from '../../src/model/errors.ts';

describe('an error', () => {
  it('keeps its class, code, hint and cause', () => {
    const cause = new Error('why');
    const error = new InputError('A_CODE', 'what and where', { hint: 'What to do.', cause });
    expect(error).toMatchObject({
      name: 'InputError',
      code: 'A_CODE',
      message: 'what and where',
      hint: 'What to do.',
      cause,
    });
  });

  it('without a hint has none, and without a cause none', () => {
    const error = new InputError('A_CODE', 'what');
    expect([error.hint, 'cause' in error]).toEqual([null, false]);
  });

  it('of ours stays what it is, and any other thrown value is a fault of ours', () => {
    const own = new InputError('A_CODE', 'what');
    expect(toGateError(own)).toBe(own);
    expect(toGateError(new TypeError('x is not a function'))).toMatchObject({
      code: 'INTERNAL',
      message: 'x is not a function',
    });
    expect(toGateError('text')).toBeInstanceOf(InternalError);
  });

  it('has one line of text, whatever was thrown', () => {
    expect([errorText(new Error('a')), errorText('b'), errorText(undefined)]).toEqual([
      'a',
      'b',
      'undefined',
    ]);
  });

  it('ends a switch that missed a case', () => {
    expect(() => assertNever('surprise' as never)).toThrow('"surprise"');
  });
});
