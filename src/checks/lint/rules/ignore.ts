import type { RuleMetadata } from '../../../model/rule.ts';

/** Reported by the check itself for `# image-gate ignore=` comments that do nothing. */
export const IGNORE_RULE: RuleMetadata = {
  id: 'DF-IGNORE',
  title: 'An ignore comment does nothing',
  severity: 'low',
  category: 'lint',
  why: 'Somebody meant to accept a finding and did not: a misspelt rule or a missing reason.',
  fix: 'Write `# image-gate ignore=<rule>[,<rule>] <reason>` above the instruction.',
  references: [],
  aliases: [],
};
