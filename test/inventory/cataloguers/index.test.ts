import { describe, expect, it } from 'vitest';
import { CATALOGUERS } from '../../../src/inventory/cataloguers/index.ts';

describe('CATALOGUERS', () => {
  it('have distinct ids and say what they see and what not', () => {
    expect(new Set(CATALOGUERS.map(({ id }) => id)).size).toBe(CATALOGUERS.length);
    for (const { sees, doesNotSee } of CATALOGUERS) {
      expect(sees).toMatch(/\.$/u);
      expect(doesNotSee).toMatch(/\.$/u);
    }
  });
});
