import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { below, namesBy } from '../../../../src/checks/lint/build-context/copy-source.ts';

describe('a source names a file', () => {
  test.each([
    ['.', 'a/.env', 'folder'],
    ['./', '.env', 'folder'],
    ['/', '.env', 'folder'],
    ['..', '.env', 'folder'],
    ['a', 'a/b/.env', 'folder'],
    ['./a/../b/', 'b/.env', 'folder'],
    ['*', '.env', 'folder'],
    ['.e*', '.env', 'folder'],
    ['*', 'a/.env', 'folder'],
    ['a/*', 'a/b/.env', 'folder'],
    ['.en?', '.env', 'folder'],
    ['.en[uv]', '.env', 'folder'],
    ['.env', '.env', 'name'],
    ['./a/.env', 'a/.env', 'name'],
  ])('%s: %s by %s', (source, path, expected) => {
    expect(namesBy(source, path)).toBe(expected);
  });
});

test.each([
  ['src', '.env'],
  ['a', 'ab/.env'],
  ['a/b', 'a/.env'],
  ['*.ts', '.env'],
  ['a/*', '.env'],
  ['.en?', '.envx'],
  ['.env', 'a/.env'],
])('%s does not name %s', (source, path) => {
  expect(namesBy(source, path)).toBeNull();
});

test.each([
  ['.', 'a/b', 'a/b'],
  ['a', 'a/b', 'b'],
  ['a/*', 'a/b/c', 'c'],
])('below %s, %s is %s', (source, path, expected) => {
  expect(below(source, path)).toBe(expected);
});

describe('any file', () => {
  const name = fc
    .string({ unit: fc.constantFrom('a', 'b', '.', '-'), minLength: 1 })
    .filter((text) => !/^\.+$/u.test(text));

  test('is named by itself, by each folder above it, and by stars', () => {
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), fc.nat(4), (parts, at) => {
        const path = parts.join('/');
        expect(namesBy(path, path)).toBe('name');
        expect(namesBy(parts.map(() => '*').join('/'), path)).toBe('folder');
        const folder = parts.slice(0, Math.min(at, parts.length - 1)).join('/');
        expect(namesBy(folder, path)).toBe('folder');
      }),
    );
  });

  test('is compared with hostile patterns', () => {
    expect(namesBy(`${'*a'.repeat(5000)}b`, 'a'.repeat(255))).toBeNull();
  });
});
