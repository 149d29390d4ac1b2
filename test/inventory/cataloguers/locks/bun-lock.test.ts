import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUN_LOCK, readBunLock } from '../../../../src/inventory/cataloguers/locks/bun-lock.ts';

const LOCK = `{
  "lockfileVersion": 1,
  "workspaces": { "": { "name": "app", "dependencies": { "a": "^1.0.0", }, }, },
  "packages": {
    "a": ["a@1.0.0", "", { "dependencies": { "x": ",]" } }, "sha512-x=="],
    "alias": ["@s/real@2.0.0", "", {}, "sha512-x=="],
    "member": ["member@workspace:packages/member"],
    "git": ["git@github:x/y#0123", {}, "x-y-0123"],
  }
}
`;

describe('the lock file of Bun', () => {
  it('is read as text, not in its binary form', () => {
    expect([BUN_LOCK.wants('app/bun.lock'), BUN_LOCK.wants('app/bun.lockb')]).toEqual([true, false]);
  });

  it('lists the packages of the registry', () => {
    expect(readBunLock(LOCK)).toEqual({
      packages: [
        { name: 'a', version: '1.0.0' },
        { name: '@s/real', version: '2.0.0' },
      ],
      unknowns: [],
    });
  });

  it.each([
    ['text', 'x', 'not JSON'],
    ['no packages', '{}', 'no list'],
    ['an entry that is no list', '{"packages":{"a":{}}}', '"a"'],
    ['an entry without version', '{"packages":{"a":["a"]}}', '"a"'],
  ])('is unknown when it has %s', (_, text, word) => {
    expect(readBunLock(text)).toEqual({ packages: [], unknowns: [expect.stringContaining(word)] });
  });

  it('reads any JSON as JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const { unknowns } = readBunLock(JSON.stringify({ extra: value, packages: {} }));
        expect(unknowns).toEqual([]);
      }),
    );
  });
});
