import { describe, expect, it } from 'vitest';

import { ALL_RULES, rulesById } from '../../src/checks/rules.ts';
import { rulesText } from '../../src/checks/rules-text.ts';
import { CATEGORIES } from '../../src/model/finding.ts';
import { misuse } from '../support/load.ts';

describe('the list of all rules', () => {
  it.each(ALL_RULES.map((rule) => [rule.id, rule] as const))(
    'says of %s what it is, why, and what to do',
    (id, rule) => {
      expect(id).toMatch(/^(?:DF|IC|IF|TR)-[A-Z0-9]+(?:-[A-Z0-9]+)*$/u);
      expect(rule.title).toMatch(/^\S.*[^.\s]$/u);
      expect(rule.why).toMatch(/\.$/u);
      expect(rule.fix).toMatch(/\.$/u);
      expect(CATEGORIES).toContain(rule.category);
    },
  );

  it('has every id once', () => {
    expect(rulesById().size).toBe(ALL_RULES.length);
  });

  it('has rules of every check that has any', () => {
    expect(new Set(ALL_RULES.map((rule) => rule.category))).toEqual(
      new Set(['lint', 'hardening', 'signature']),
    );
  });
});

describe('image-gate rules', () => {
  it('lists each rule on a line', () => {
    const lines = rulesText(null).split('\n');
    for (const { id, title } of ALL_RULES) {
      expect(lines.filter((line) => line.startsWith(`${id} `) && line.endsWith(`  ${title}`))).toHaveLength(
        1,
      );
    }
  });

  it('explains one by its id, in any case, or by an alias', () => {
    expect(rulesText('ic-user')).toMatch(/^IC-USER /u);
    const alias = ALL_RULES.find((rule) => rule.aliases.length > 0)?.aliases[0] ?? '';
    expect(rulesText(alias)).toContain(alias);
  });

  it('explains the code of a signature that is not accepted, and what to do', () => {
    const text = rulesText('sigstore_log_missing');
    expect(text).toMatch(/^SIGSTORE_LOG_MISSING {2}No entry in a transparency log\n/u);
    expect(text).toContain('Class: unmet.');
    expect(text).toMatch(/What to do: .*transparency-log: optional/u);
    expect(misuse(() => rulesText('SIGSTORE_LOG_MISING'))).toContain('Did you mean "SIGSTORE_LOG_MISSING"?');
  });

  it('refuses an id that is not there, and names the nearest', () => {
    expect(misuse(() => rulesText('IC-USRE'))).toContain(
      'RULE_UNKNOWN there is no rule "IC-USRE" | Did you mean "IC-USER"?',
    );
  });
});
