import { describe, expect, it } from 'vitest';
import { lookalike } from '../../src/image/lookalikes.ts';

describe('lookalike', () => {
  it.each([
    ['user', 'User'],
    ['USER', 'User'],
    ['u\u017fer', 'User'],
    ['wor\u212aingdir', 'WorkingDir'],
  ])('finds %s for %s', (key, known) => {
    expect(lookalike({ [key]: 1 }, ['User', 'WorkingDir'])).toEqual({ key, known });
  });

  it.each([[{ User: 1 }], [{ Users: 1, U_ser: 2 }], [{}], [null], ['user'], [[1]]])(
    'finds none in %j',
    (value) => {
      expect(lookalike(value, ['User'])).toBeNull();
    },
  );
});
