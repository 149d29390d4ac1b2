import { describe, expect, it } from 'vitest';
import { lines } from './examine.ts';

describe('the line of the user', () => {
  const table: readonly [user: string, dockerfile: string, line: number][] = [
    ['root', 'FROM base\nUSER app\nUSER root\n', 3],
    ['root', 'FROM base\nUSER root\nRUN true\n', 2],
    ['root', 'FROM base\nUSER app\n', 1],
    ['root:root', 'FROM base\nUSER root:root\n', 2],
    ['0', 'FROM base\nUSER ${UID:-0}\n', 2],
    ['', 'FROM base\n', 1],
  ];

  for (const [user, dockerfile, line] of table) {
    it(`${JSON.stringify(dockerfile)} for "${user}" is ${String(line)}`, () => {
      expect(lines('IC-USER', { config: { user }, dockerfile })).toEqual([line]);
    });
  }
});
