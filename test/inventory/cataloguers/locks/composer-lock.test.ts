import { describe, expect, it } from 'vitest';
import {
  COMPOSER_LOCK,
  readComposerLock,
} from '../../../../src/inventory/cataloguers/locks/composer-lock.ts';

describe('the lock file of Composer', () => {
  it('is read where the project is', () => {
    expect(COMPOSER_LOCK.wants('app/composer.lock')).toBe(true);
    expect(COMPOSER_LOCK.wants('app/vendor/a/b/composer.lock')).toBe(false);
  });

  it('lists packages, but not those for development', () => {
    const json = {
      packages: [{ name: 'a/b', version: '1.0' }],
      'packages-dev': [{ name: 'c/d', version: '2' }],
    };
    expect(readComposerLock(JSON.stringify(json))).toMatchObject({
      packages: [{ name: 'a/b' }],
      unknowns: [],
    });
  });

  it.each(['text', '{}'])('is unknown when it is %s', (text) => {
    expect(readComposerLock(text)).toMatchObject({ packages: [], unknowns: [expect.anything()] });
  });
});
