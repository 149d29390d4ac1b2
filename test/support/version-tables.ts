import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as fc from 'fast-check';
import { expect } from 'vitest';
import type { VersionScheme } from '../../src/checks/vulnerabilities/versions/scheme.ts';
import { SHARED_DATA } from './shared-data.ts';

export type Comparison = readonly [a: string, sign: '<' | '=' | '>', b: string];

/** Lines `a < b`, `a = b`, `a > b`; `#` and `//` start comments. */
export function readComparisons(text: string): readonly Comparison[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('//'))
    .map((line) => {
      const [a = '', sign = '', b = '', ...rest] = line.split(/\s+/u);
      if ((sign !== '<' && sign !== '=' && sign !== '>') || rest.length > 0)
        throw new Error(`bad line: ${line}`);
      return [a, sign, b] as const;
    });
}

export function readSharedComparisons(name: string): readonly Comparison[] {
  return readComparisons(readFileSync(resolve(SHARED_DATA, 'versions', name), 'utf8'));
}

/** Those that `compare` gets wrong, either way round; a table that passes gives none. */
export function wrongComparisons(
  comparisons: readonly Comparison[],
  compare: (a: string, b: string) => number,
): readonly string[] {
  const signs = { '<': -1, '=': 0, '>': 1 };
  return comparisons
    .filter(
      ([a, sign, b]) =>
        Math.sign(compare(a, b)) !== signs[sign] || Math.sign(compare(b, a)) !== -signs[sign] + 0,
    )
    .map(([a, sign, b]) => `${a} ${sign} ${b}`);
}

/** Compares texts; fails the test when one of them is not a version. */
export function textComparer<V>(scheme: VersionScheme<V>): (a: string, b: string) => number {
  return (a, b) => scheme.compare(mustParse(scheme, a), mustParse(scheme, b));
}

function mustParse<V>(scheme: VersionScheme<V>, text: string): V {
  const parsed = scheme.parse(text);
  if (!parsed.ok) throw new Error(`"${text}" is no ${scheme.id} version: ${parsed.reason}`);
  return parsed.version;
}

/** Checks that versions made by `texts` are reflexive, antisymmetric and transitive. */
export function expectTotalOrder<V>(scheme: VersionScheme<V>, texts: fc.Arbitrary<string>): void {
  const versions = texts.map((text) => mustParse(scheme, text));
  fc.assert(
    fc.property(versions, versions, versions, (a, b, c) => {
      const sign = (left: V, right: V): number => Math.sign(scheme.compare(left, right));
      expect(sign(a, a)).toBe(0);
      expect(sign(a, b) + sign(b, a)).toBe(0);
      const sorted = [a, b, c].sort((left, right) => scheme.compare(left, right));
      for (const [index, low] of sorted.entries()) {
        for (const high of sorted.slice(index + 1)) expect(sign(low, high)).toBeLessThanOrEqual(0);
      }
      if (sign(a, b) === 0) expect(sign(a, c)).toBe(sign(b, c));
    }),
    { numRuns: 500 },
  );
}

/** Checks that any text at all is either a version or refused with a reason, and never throws. */
export function expectNeverThrows(scheme: VersionScheme): void {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary-ascii' })), (text) => {
      const parsed = scheme.parse(text);
      expect(parsed.ok ? scheme.compare(parsed.version, parsed.version) : parsed.reason.length > 0).toBe(
        parsed.ok ? 0 : true,
      );
    }),
  );
}
