import { describe, expect, it } from 'vitest';
import { codesOf, notaryRepository } from '../../../support/notary-metadata.ts';
import { CERTIFICATE_ATTACKS } from './attacks/certificate.ts';
import { ROLE_ATTACKS } from './attacks/roles.ts';
import { ROOT_ATTACKS } from './attacks/root.ts';
import { SHAPE_ATTACKS } from './attacks/shape.ts';
import { TAG_ATTACKS } from './attacks/tag.ts';

describe('attacks on content trust', () => {
  it.each([...ROOT_ATTACKS, ...CERTIFICATE_ATTACKS, ...ROLE_ATTACKS, ...SHAPE_ATTACKS, ...TAG_ATTACKS])(
    'refuses an attacker who $does',
    async ({ code, start, change }) => {
      const repository = notaryRepository();
      start?.(repository);
      expect(await codesOf(repository)).toEqual([null]);
      change(repository);
      expect(await codesOf(repository)).toEqual([code]);
    },
  );
});
