import { describe, expect, it } from 'vitest';
import { SIGNATURE_RULES } from '../../../src/checks/signatures/rules.ts';

describe('the trust rules', () => {
  it('have ids of their kind, each once, and say why and what to do', () => {
    const ids = SIGNATURE_RULES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const rule of SIGNATURE_RULES) {
      expect(rule.id).toMatch(/^TR-[A-Z]+$/u);
      expect(rule.category).toBe('signature');
      expect(rule.title).not.toMatch(/\.$/u);
      expect(rule.why).toMatch(/\.$/u);
      expect(rule.fix).toMatch(/\.$/u);
    }
  });
});
