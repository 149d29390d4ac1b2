import { expect, it } from 'vitest';
import { SECRET_PATTERNS } from '../../src/checks/secret-patterns.ts';

it('every pattern has an id of its own, and a name with its article', () => {
  const ids = SECRET_PATTERNS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { name } of SECRET_PATTERNS) expect(name).toMatch(/^an? /u);
});

it('every pattern is global, so that no secret hides behind a specimen', () => {
  expect(SECRET_PATTERNS.filter(({ pattern }) => !pattern.global)).toEqual([]);
});
