import { describe, expect, it } from 'vitest';
import { scanLimits } from '../../src/inventory/limits.ts';

describe('scanLimits', () => {
  it('takes the limits of the table, and those that are lowered', () => {
    expect(scanLimits()).toMatchObject({ entries: 5_000_000 });
    expect(scanLimits({ entries: 3 })).toEqual({ ...scanLimits(), entries: 3 });
  });
});
