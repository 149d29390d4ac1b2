import { describe, expect, it } from 'vitest';
import { fromPlain, toPlain } from '../../../src/inventory/threads/messages.ts';
import {
  EngineError,
  InputError,
  InternalError,
  SourceError,
  VerificationError,
} from '../../../src/model/errors.ts';

describe('errors that cross threads', () => {
  it.each([InputError, SourceError, EngineError, VerificationError, InternalError])(
    'keep the class %o',
    (type) => {
      const error = fromPlain(structuredClone(toPlain(new type('SOME_CODE', 'words', { hint: 'do this' }))));
      expect(error).toBeInstanceOf(type);
      expect(error).toMatchObject({ code: 'SOME_CODE', message: 'words', hint: 'do this' });
    },
  );

  it('are internal when they were none of ours', () => {
    expect(fromPlain(toPlain(new TypeError('x')))).toBeInstanceOf(InternalError);
    expect(fromPlain({ type: 'Other', code: 'A', message: 'b', hint: null })).toBeInstanceOf(InternalError);
  });
});
