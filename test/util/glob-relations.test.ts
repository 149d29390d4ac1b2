import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { covers, overlap } from '../../src/util/glob-relations.ts';
import { glob } from '../../src/util/glob.ts';

const image = (pattern: string) => ({ pattern, separator: '/' }) as const;
const host = (pattern: string) => ({ pattern, separator: '.' }) as const;

describe('covers', () => {
  it.each([
    [['**'], 'ghcr.io/acme/app'],
    [['ghcr.io/acme/**'], 'ghcr.io/acme/app'],
    [['ghcr.io/acme/**'], 'ghcr.io/acme/*/x'],
    [['ghcr.io/**'], 'ghcr.io/acme/**'],
    [['ghcr.io/*/app'], 'ghcr.io/acme/app'],
    [['GHCR.io/*'], 'ghcr.io/A'],
    [['*/app', '*/b*'], '*/app'],
    [['a/**', '*/**'], '*/**'],
  ])('%j covers %s', (general, special) => {
    expect(covers(general.map(image), image(special))).toBe(true);
  });

  it.each([
    [[], 'a'],
    [['ghcr.io/acme/*'], 'ghcr.io/acme/**'],
    [['ghcr.io/acme/app'], 'ghcr.io/acme/*'],
    [['ghcr.io/acme/a*', 'ghcr.io/acme/b*'], 'ghcr.io/acme/*'],
    [['ghcr.io/acme/**'], 'ghcr.io/acmeb/app'],
  ])('%j does not cover %s', (general, special) => {
    expect(covers(general.map(image), image(special))).toBe(false);
  });
});

describe('covers, with little left to spend,', () => {
  it('does not say that something is covered', () => {
    const budget = { states: 3 };
    expect(covers([image('ghcr.io/**')], image('ghcr.io/acme/app'), budget)).toBe(false);
    expect(budget.states).toBeLessThan(0);
    expect(covers([image('ghcr.io/**')], image('ghcr.io/acme/app'), { states: 300 })).toBe(true);
  });
});

describe('overlap', () => {
  it.each([
    ['ghcr.io/*/app', 'ghcr.io/acme/*'],
    ['**', 'a'],
    ['*a', 'b*'],
  ])('%s and %s have a name in common', (a, b) => {
    expect(overlap(image(a), image(b))).toBe(true);
  });

  it.each([
    ['ghcr.io/a/*', 'ghcr.io/b/*'],
    ['*/a', '*/*/a'],
    ['a', 'b'],
  ])('%s and %s have none', (a, b) => {
    expect(overlap(image(a), image(b))).toBe(false);
  });

  it('knows the separator of each', () => {
    expect(overlap(host('*.example.com'), image('a.b.example.com'))).toBe(false);
    expect(overlap(host('*.example.com'), image('a.example.com'))).toBe(true);
    expect(overlap(host('*.example.com'), image('*'))).toBe(true);
  });
});

describe('both', () => {
  const pattern = fc
    .array(fc.constantFrom('a', 'b', '/', '*', '**'), { maxLength: 7 })
    .map((parts) => parts.join(''));
  const text = fc.array(fc.constantFrom('a', 'b', '/', 'c'), { maxLength: 7 }).map((parts) => parts.join(''));

  it('say of every text what the patterns themselves say', () => {
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 3 }), pattern, text, (general, special, name) => {
        if (!glob(special, '/').matches(name)) return;
        const fits = general.filter((one) => glob(one, '/').matches(name));
        if (fits.length === 0) expect(covers(general.map(image), image(special))).toBe(false);
        for (const one of fits) expect(overlap(image(one), image(special))).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('agree with each other: what covers something overlaps with it', () => {
    fc.assert(
      fc.property(pattern, pattern, (a, b) => {
        if (covers([image(a)], image(b))) expect(overlap(image(a), image(b))).toBe(true);
        expect(covers([image(a), image(b)], image(b))).toBe(true);
        expect(overlap(image(a), image(b))).toBe(overlap(image(b), image(a)));
      }),
    );
  });
});
