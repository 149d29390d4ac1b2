import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { glob } from '../../src/util/glob.ts';

describe('a glob over image names', () => {
  const table: readonly [pattern: string, text: string, matches: boolean][] = [
    ['ghcr.io/a/b', 'ghcr.io/a/b', true],
    ['GHCR.io/a/b', 'ghcr.io/a/b', true],
    ['ghcr.io/a/b', 'ghcr.io/a/bc', false],
    ['ghcr.io/a/b', 'xghcr.io/a/b', false],
    ['ghcr.io/a/*', 'ghcr.io/a/b', true],
    ['ghcr.io/a/*', 'ghcr.io/a/b/c', false],
    ['ghcr.io/a/**', 'ghcr.io/a/b/c', true],
    ['ghcr.io/a/**', 'ghcr.io/ab/c', false],
    ['ghcr.io/*/b', 'ghcr.io/a/b', true],
    ['ghcr.io/*/b', 'ghcr.io/a/c/b', false],
    ['ghcr.io/**/b', 'ghcr.io/a/c/b', true],
    ['ghcr.io/a/app-*', 'ghcr.io/a/app-web', true],
    ['ghcr.io/a/app-*', 'ghcr.io/a/app', false],
    ['**', 'anything/at/all', true],
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['a.c', 'abc', false],
    ['a?c', 'abc', false],
    ['[ab]', 'a', false],
    ['a|b', 'a', false],
    ['{a,b}', 'a', false],
    ['(a)', 'a', false],
    ['a**b*c', 'a/x/b-c', true],
  ];

  for (const [pattern, text, matches] of table) {
    it(`"${pattern}" ${matches ? 'is' : 'is not'} "${text}"`, () => {
      expect(glob(pattern, '/').matches(text)).toBe(matches);
    });
  }
});

describe('a glob over hosts', () => {
  it('has labels as parts', () => {
    expect(glob('*.example.com', '.').matches('a.example.com')).toBe(true);
    expect(glob('*.example.com', '.').matches('a.b.example.com')).toBe(false);
    expect(glob('**.example.com', '.').matches('a.b.example.com')).toBe(true);
    expect(glob('*.example.com', '.').matches('example.com')).toBe(false);
    expect(glob('*.example.com', '.').matches('a.example.com.evil.test')).toBe(false);
  });
});

describe('for any text', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '.', '/', '-'), maxLength: 8 });

  it('a pattern without stars is that text only', () => {
    fc.assert(
      fc.property(word, word, (pattern, text) => {
        expect(glob(pattern, '/').matches(text)).toBe(pattern === text);
      }),
    );
  });

  it('a pattern is what the same regular expression is', () => {
    const part = fc.oneof(word, fc.constantFrom('*', '**'));
    const asRegExp: Readonly<Record<string, string>> = { '**': '.*', '*': '[^/]*', '.': '\\.' };
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), word, (parts, text) => {
        const pattern = parts.join('');
        const source = pattern.replace(/\*\*|\*|\./gu, (found) => asRegExp[found] ?? found);
        expect(glob(pattern, '/').matches(text)).toBe(new RegExp(`^${source}$`, 'u').test(text));
      }),
    );
  });
});
