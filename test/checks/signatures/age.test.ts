import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tooOld } from '../../../src/checks/signatures/age.ts';

const DAY = 86_400_000;
const NOW = new Date('2026-06-15T12:00:00Z');

describe('an image is', () => {
  it.each([
    ['young enough on its last moment', '2026-06-05T12:00:00Z', null],
    ['too old a moment later', '2026-06-05T11:59:59Z', '10 days ago, and trust.max-age allows 10 days'],
    ['too old when it is dated like those that want to be reproducible', '1970-01-01T00:00:00Z', 'days ago'],
    ['young enough when clocks differ', '2026-06-16T11:00:00Z', null],
    ['not known to be young when its day is to come', '2026-06-17T12:00:00Z', 'still to come'],
    ['not known to be young without a time', null, 'does not say when'],
    ['not known to be young with a time that is none', 'yesterday', 'does not say when'],
  ])('%s', (_, created, expected) => {
    const breach = tooOld(created, { text: 'app:1', maxAge: 10 * DAY, now: NOW });
    if (expected === null) expect(breach).toBeNull();
    else expect(breach).toMatchObject({ rule: { id: 'TR-AGE' }, message: expect.stringContaining(expected) });
  });

  it('told in whole days', () => {
    expect(tooOld(null, { text: 'a', maxAge: DAY, now: NOW })?.message).toContain('allows 1 day.');
    expect(tooOld(null, { text: 'a', maxAge: DAY / 2, now: NOW })?.message).toContain('allows 12 hours.');
    const told = (created: string): string | undefined =>
      tooOld(created, { text: 'a', maxAge: DAY / 2, now: NOW })?.message;
    expect(told('2026-06-14T06:00:00Z')).toContain('1 day ago, and trust.max-age allows 12 hours');
    expect(told('2026-06-14T21:30:00Z')).toContain('14 hours ago');
  });

  it('never accepted for what is no date', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(Number.isNaN(Date.parse(text)));
        expect(tooOld(text, { text: 'a', maxAge: DAY, now: NOW })).not.toBeNull();
      }),
    );
  });
});
