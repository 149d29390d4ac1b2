import { describe, expect, it } from 'vitest';
import { RUNTIMES } from '../../src/checks/runtime-end-of-life-data.ts';

describe('the table of runtimes', () => {
  it.each(Object.entries(RUNTIMES))('has days of the calendar for %s', (name, { releases }) => {
    const dates = releases === 'rolling' ? [] : Object.values(releases);
    expect(dates.length).toBeGreaterThan(0);
    for (const date of dates) expect(new Date(date).toISOString().slice(0, 10)).toBe(date);
    expect(name).toMatch(/^[a-z0-9/.-]+$/u);
  });
});
