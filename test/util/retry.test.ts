import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retry, wait, waitMs } from '../../src/util/retry.ts';
import type { Outcome } from '../../src/util/retry.ts';
import { LIMITS } from '../../src/util/limits.ts';

const atOnce = (): Promise<void> => Promise.resolve();
const always = (): number => 0;

describe('retry', () => {
  it('does work once when its outcome stands', async () => {
    const work = counted([1, 2]);
    expect(await retry(work, { again: () => null, delay: atOnce })).toBe(1);
    expect(work.calls).toBe(1);
  });

  it('tries again while the outcome asks for it', async () => {
    const work = counted([new Error('a'), 'busy', 'good', 'more']);
    const again = (outcome: Outcome<unknown>): number | null =>
      !outcome.ok || outcome.value === 'busy' ? 0 : null;
    expect(await retry(work, { again, delay: atOnce })).toBe('good');
    expect(work.calls).toBe(3);
  });

  it('throws the last error when the tries are used up', async () => {
    const work = counted([new Error('1'), new Error('2'), new Error('3'), 'never']);
    await expect(retry(work, { again: always, tries: 3, delay: atOnce })).rejects.toThrow('3');
    expect(work.calls).toBe(3);
  });

  it('hands on the last value when the tries are used up, and discards the others', async () => {
    const discarded: unknown[] = [];
    const discard = (value: unknown): Promise<void> => {
      discarded.push(value);
      return Promise.resolve();
    };
    const work = counted(['a', 'b', 'c']);
    expect(await retry(work, { again: always, tries: 3, delay: atOnce, discard })).toBe('c');
    expect(discarded).toEqual(['a', 'b']);
  });

  it('waits as long as it is asked to, and says so before', async () => {
    const waits: number[] = [];
    const told: number[] = [];
    const delay = (ms: number): Promise<void> => {
      waits.push(ms);
      return Promise.resolve();
    };
    const onRetry = (_: unknown, ms: number): void => {
      told.push(ms);
    };
    await retry(counted([1, 2, 3]), { again: () => 7000, tries: 3, delay, onRetry });
    expect(waits).toEqual([7000, 7000]);
    expect(told).toEqual(waits);
  });

  it('ends with the reason of an abort, not with the error that came of it', async () => {
    const controller = new AbortController();
    const work = (): Promise<never> => {
      controller.abort(new Error('stopped by the user'));
      return Promise.reject(new Error('socket closed'));
    };
    const { signal } = controller;
    await expect(retry(work, { again: always, signal, delay: atOnce })).rejects.toThrow(
      'stopped by the user',
    );
  });

  it('does not begin when it is aborted already', async () => {
    const work = counted([1]);
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(retry(work, { again: always, signal })).rejects.toThrow('stopped');
    expect(work.calls).toBe(0);
  });
});

describe('wait', () => {
  it('ends at once with the reason when it is aborted', async () => {
    const controller = new AbortController();
    const waiting = wait(3_600_000, controller.signal);
    controller.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
  });
});

describe('waitMs', () => {
  it('is never less than the server asks for, never more than the limit, and grows', () => {
    const max = LIMITS.retryWaitMs.value;
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.nat(10 * max),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempt, least, r) => {
          const ms = waitMs(attempt, least, () => r);
          expect(ms).toBeLessThanOrEqual(max);
          expect(ms).toBeGreaterThanOrEqual(Math.min(least, max));
        },
      ),
    );
    const longest = [0, 1, 2, 3, 20].map((attempt) => waitMs(attempt, 0, () => 1));
    expect(longest).toEqual([500, 1000, 2000, 4000, max]);
  });

  it('spreads clients over the whole time', () => {
    expect(waitMs(3, 0, () => 0)).toBe(0);
    expect(waitMs(3, 0, () => 0.5)).toBe(2000);
  });
});

function counted(outcomes: readonly unknown[]): (() => Promise<unknown>) & { calls: number } {
  const work = (): Promise<unknown> => {
    const outcome = outcomes[work.calls];
    work.calls++;
    return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
  };
  work.calls = 0;
  return work;
}
