import { describe, expect, it } from 'vitest';

import { Aborted, abortOnSignals, failureOf } from '../src/front-door.ts';
import {
  EngineError,
  InputError,
  InternalError,
  SourceError,
  VerificationError,
} from '../src/model/errors.ts';

describe('what a thrown value means', () => {
  it.each([
    [
      new InputError('A', 'm', { hint: 'h' }),
      { exitCode: 2, message: 'm', hint: 'h', code: 'A', stack: null },
    ],
    [new SourceError('B', 'm'), { exitCode: 3, message: 'm', hint: null, code: 'B', stack: null }],
    [new EngineError('C', 'm'), { exitCode: 3, message: 'm', hint: null, code: 'C', stack: null }],
    [new VerificationError('D', 'm'), { exitCode: 3, message: 'm', hint: null, code: 'D', stack: null }],
    [new InternalError('E', 'm'), { exitCode: 3, message: 'm', hint: null, code: 'E', stack: null }],
    [
      new Aborted('SIGINT'),
      { exitCode: 130, message: 'stopped by SIGINT', hint: null, code: null, stack: null },
    ],
    [
      new Aborted('SIGTERM'),
      { exitCode: 143, message: 'stopped by SIGTERM', hint: null, code: null, stack: null },
    ],
  ])('%s', (thrown, expected) => {
    expect(failureOf(thrown)).toEqual(expected);
  });

  it.each([new TypeError('x is not a function'), 'text', null, undefined])(
    '%s is a fault of ours, never misuse',
    (thrown) => {
      const failure = failureOf(thrown);
      expect([failure.exitCode, failure.code]).toEqual([3, 'INTERNAL']);
      expect(failure.stack !== null).toBe(thrown instanceof Error);
    },
  );
});

describe('stopping on signals', () => {
  it('aborts with the signal, and gives the signals back', () => {
    const before = process.listenerCount('SIGTERM');
    const { signal, dispose } = abortOnSignals();
    process.emit('SIGTERM');
    expect(signal.reason).toEqual(new Aborted('SIGTERM'));
    dispose();
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });
});
