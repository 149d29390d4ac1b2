import { describe, expect, it } from 'vitest';

import { TRUST_KEYS, TRUST_SCHEMA } from '../../src/settings/trust.ts';

describe('trust', () => {
  it.each([
    [{ digest: 'required' }, { registries: [], images: [], digest: 'required', authorities: [] }],
    [
      { registries: ['ghcr.io'], images: ['docker.io/library/*'] },
      { registries: ['ghcr.io'], images: ['docker.io/library/*'], digest: 'optional', authorities: [] },
    ],
    [
      { authorities: [{ key: 'a.pub' }, 'as written'] },
      { registries: [], images: [], digest: 'optional', authorities: [{ key: 'a.pub' }, 'as written'] },
    ],
  ])('%j is taken', (given, expected) => {
    expect(TRUST_SCHEMA.parse(given)).toEqual(expected);
  });

  it.each([
    {},
    null,
    [],
    'ghcr.io',
    { registries: [] },
    { images: [''] },
    { images: 'a' },
    { authorities: [] },
    { digest: true },
    { digest: 'require' },
    { registry: ['a'] },
  ])('%j is refused: it would allow everything', (given) => {
    expect(TRUST_SCHEMA.safeParse(given).success).toBe(false);
  });

  it('names all of its keys', () => {
    const all = { registries: ['a'], images: ['b'], digest: 'required', authorities: ['c'] };
    expect(Object.keys(all)).toEqual([...TRUST_KEYS]);
    expect(TRUST_SCHEMA.safeParse(all).success).toBe(true);
  });
});
