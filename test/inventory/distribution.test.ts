import { describe, expect, it } from 'vitest';
import { isForDistribution } from '../../src/inventory/distribution.ts';

describe('isForDistribution', () => {
  it.each([
    ['usr/lib/node_modules/a/package.json', true],
    ['bin/busybox', true],
    ['lib64/x', true],
    ['usr/local/lib/x', false],
    ['opt/x', false],
    ['srv/usr/x', false],
    ['library/x', false],
    ['usr', false],
  ])('%s: %s', (path, expected) => {
    expect(isForDistribution(path)).toBe(expected);
  });
});
