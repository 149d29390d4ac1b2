import { describe, expect, it } from 'vitest';
import { found, lines } from '../examine.ts';

describe('IC-HEALTHCHECK catches', () => {
  it('an image without a health check', () => {
    for (const healthcheck of [null, { test: [] }]) {
      expect(found('IC-HEALTHCHECK', { config: { healthcheck } })).toMatchObject([
        { severity: 'info', message: expect.stringContaining('has no health check') as string },
      ]);
    }
  });

  it('one that is switched off', () => {
    expect(found('IC-HEALTHCHECK', { config: { healthcheck: { test: ['NONE'] } } })).toMatchObject([
      { message: expect.stringContaining('is switched off') as string },
    ]);
  });
});

describe('IC-HEALTHCHECK does not catch', () => {
  it('a health check', () => {
    for (const test of [
      ['CMD', 'true'],
      ['CMD-SHELL', 'true'],
    ]) {
      expect(found('IC-HEALTHCHECK', { config: { healthcheck: { test } } })).toEqual([]);
    }
  });
});

describe('IC-HEALTHCHECK is located', () => {
  it('on the instruction that switches it off, else on the FROM', () => {
    const config = { healthcheck: { test: ['NONE'] } };
    expect(lines('IC-HEALTHCHECK', { config, dockerfile: 'FROM base\nHEALTHCHECK NONE\n' })).toEqual([2]);
    expect(lines('IC-HEALTHCHECK', { dockerfile: 'FROM base\nRUN true\n' })).toEqual([1]);
  });
});
