import { describe, expect, it } from 'vitest';
import { isOwnable } from '../../../src/inventory/cataloguers/ownable.ts';

describe('isOwnable', () => {
  it.each([
    ['a/package.json', true],
    ['package.json', true],
    ['c/x.dist-info/METADATA', true],
    ['d/y.egg-info', true],
    ['usr/share/java/X.JAR', true],
    ['b/package.jsonx', false],
    ['METADATA', false],
    ['usr/bin/node', false],
  ])('%s: %s', (path, expected) => {
    expect(isOwnable(path)).toBe(expected);
  });
});
