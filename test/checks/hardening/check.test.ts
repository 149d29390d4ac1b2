import { describe, expect, it } from 'vitest';
import { HARDENING_RULES } from '../../../src/checks/hardening/rules/index.ts';
import { examine } from './examine.ts';

describe('the hardening check', () => {
  it('finds nothing in a good image', () => {
    const config = {
      user: '10001',
      env: ['PATH=/usr/bin'],
      exposedPorts: ['8080/tcp'],
      healthcheck: { test: ['CMD', 'true'] },
    };
    expect(examine({ config })).toEqual({ findings: [], unknowns: [] });
  });

  it('finds all that is wrong in a bad one, each under another id', () => {
    const config = { user: '0', env: ['API_KEY=q8Zr4vT1xWn6'], exposedPorts: ['22/tcp', '80/tcp'] };
    const { findings } = examine({ config });
    expect(findings.map(({ rule }) => rule)).toEqual([
      'IC-USER',
      'IC-SECRET-ENV',
      'IC-HEALTHCHECK',
      'IC-PORT-PRIV',
      'IC-PORT-SSH',
    ]);
    expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
    for (const finding of findings) {
      expect(finding).toMatchObject({ category: 'hardening', component: null, suppressed: null });
    }
  });

  it('does not know an image of another system', () => {
    const platform = { os: 'windows', architecture: 'amd64', variant: null };
    expect(examine({ image: { platform } })).toEqual({
      findings: [],
      unknowns: [{ step: 'hardening', place: 'windows/amd64', reason: 'only Linux images are understood' }],
    });
  });
});

describe('the hardening rules', () => {
  it('have ids of their kind, each once, and say why and what to do', () => {
    const ids = HARDENING_RULES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const rule of HARDENING_RULES) {
      expect(rule.id).toMatch(/^I[CF]-[A-Z]+(?:-[A-Z]+)*$/u);
      expect(rule.category).toBe('hardening');
      expect(rule.title).not.toMatch(/\.$/u);
      expect(rule.why).toMatch(/\.$/u);
      expect(rule.fix).toMatch(/\.$/u);
    }
  });
});
