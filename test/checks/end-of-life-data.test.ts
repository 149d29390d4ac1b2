import { describe, expect, it } from 'vitest';
import { DISTRIBUTIONS } from '../../src/checks/end-of-life-data.ts';

describe('the table', () => {
  it('has days of the calendar', () => {
    const dates = Object.values(DISTRIBUTIONS).flatMap(({ releases }) =>
      releases === 'rolling' ? [] : Object.values(releases),
    );
    expect(dates.length).toBeGreaterThan(100);
    for (const date of dates) expect(new Date(date).toISOString().slice(0, 10)).toBe(date);
  });
});
