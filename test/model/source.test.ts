import { describe, expect, it } from 'vitest';
import { formatPlatform, parsePlatform } from '../../src/model/source.ts';

describe('a platform', () => {
  it.each([
    ['linux/amd64', 'linux/amd64'],
    ['linux/arm64/v8', 'linux/arm64/v8'],
    ['Linux/ARM/v7', 'linux/arm/v7'],
  ])('%s is read as %s', (text, full) => {
    const platform = parsePlatform(text);
    expect(platform === null ? null : formatPlatform(platform)).toBe(full);
  });

  it.each([
    [''],
    ['linux'],
    ['linux/'],
    ['/amd64'],
    ['linux/amd64/'],
    ['linux/arm/v7/x'],
    ['linux/a b'],
    ['linux/*'],
  ])('%j is none', (text) => {
    expect(parsePlatform(text)).toBeNull();
  });
});
