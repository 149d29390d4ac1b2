import type { RuleMetadata } from '../model/rule.ts';
import { HARDENING_RULES } from './hardening/rules/index.ts';
import { LINT_RULE_METADATA } from './lint/rules/index.ts';
import { SIGNATURE_RULES } from './signatures/rules.ts';

/** Every rule of every check, check by check: lists, docs and SARIF rules are made from it. */
export const ALL_RULES: readonly RuleMetadata[] = [
  ...LINT_RULE_METADATA,
  ...HARDENING_RULES,
  ...SIGNATURE_RULES,
];

/** The rules by their id. */
export function rulesById(): ReadonlyMap<string, RuleMetadata> {
  return new Map(ALL_RULES.map((rule) => [rule.id, rule]));
}
