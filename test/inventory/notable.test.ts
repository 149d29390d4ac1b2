import { describe, expect, it } from 'vitest';
import { NOTABLE_FILES, OS_RELEASE_FILES } from '../../src/inventory/notable.ts';

describe('notable files', () => {
  it('hold os-release, so that the distribution is known', () => {
    expect(NOTABLE_FILES).toEqual(expect.arrayContaining([...OS_RELEASE_FILES]));
  });
});
