import { describe, expect, it } from 'vitest';
import { ruleFinding } from '../../src/checks/rule-finding.ts';
import { NO_LOCATION } from '../../src/model/finding.ts';
import type { RuleMetadata } from '../../src/model/rule.ts';

const RULE: RuleMetadata = {
  id: 'IC-TEST',
  title: 'Something is wrong',
  severity: 'medium',
  category: 'hardening',
  why: 'It is wrong.',
  fix: 'Make it right.',
  references: ['CIS 4.1'],
  aliases: ['X-1'],
};

describe('a finding of a rule', () => {
  const hit = { rule: RULE, id: 'abc', message: 'It is wrong here.', location: NO_LOCATION };

  it('takes its words and severity from the rule', () => {
    expect(ruleFinding(hit)).toMatchObject({
      id: 'abc',
      rule: 'IC-TEST',
      category: 'hardening',
      severity: 'medium',
      title: 'Something is wrong',
      message: 'It is wrong here.',
      references: ['CIS 4.1'],
      aliases: ['X-1'],
    });
  });

  it('has another severity where the hit says so', () => {
    expect(ruleFinding({ ...hit, severity: 'low' }).severity).toBe('low');
  });

  it('is neither suppressed nor about a package', () => {
    expect(ruleFinding(hit)).toMatchObject({ suppressed: null, component: null, fixedIn: [], score: null });
  });
});
