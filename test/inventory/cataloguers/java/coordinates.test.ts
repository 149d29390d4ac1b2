import { describe, expect, it } from 'vitest';
import { coordinates } from '../../../../src/inventory/cataloguers/java/coordinates.ts';

describe('coordinates', () => {
  it('are three words that a repository takes', () => {
    expect(coordinates('org.x', 'a-b_1', '1.0-rc1')).toEqual({
      group: 'org.x',
      artifact: 'a-b_1',
      version: '1.0-rc1',
    });
  });

  it.each([
    [undefined, 'a', '1'],
    ['g', undefined, '1'],
    ['g', 'a', undefined],
    ['g:h', 'a', '1'],
    ['g', 'a/b', '1'],
    ['g', 'a', '${v}'],
    ['g', '', '1'],
  ])('are none for %s, %s and %s', (group, artifact, version) => {
    expect(coordinates(group, artifact, version)).toBeNull();
  });
});
