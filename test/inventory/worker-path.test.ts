import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { workerPath } from '../../src/inventory/worker-path.ts';

describe('workerPath', () => {
  it('is a file that is there', () => {
    expect(existsSync(workerPath())).toBe(true);
  });
});
