import { LINT_PROFILES, type LintOptions } from '../../model/lint.ts';
import type { RuleMetadata } from '../../model/rule.ts';
import type { Severity } from '../../model/severity.ts';
import type { LintRule } from './rule.ts';

/** A rule that runs, and the severity that the user gave it, if any. */
export interface ActiveRule {
  readonly rule: LintRule;
  readonly severity: Severity | null;
}

/**
 * The rules that run: those of the profile and those with a severity of the user's, without the ignored ones.
 * A peer's code stands for every rule that has it as an alias.
 */
export function activeRules(rules: readonly LintRule[], options: LintOptions): ActiveRule[] {
  const active: ActiveRule[] = [];
  for (const rule of rules) {
    const severity = overrideOf(rule, options);
    const isOn = severity !== null || isInProfile(rule, options);
    if (isOn && !isIgnored(rule, options)) active.push({ rule, severity });
  }
  return active;
}

function isInProfile({ profile }: LintRule, options: LintOptions): boolean {
  return LINT_PROFILES.indexOf(profile) <= LINT_PROFILES.indexOf(options.profile);
}

function isIgnored(rule: RuleMetadata, { ignored }: LintOptions): boolean {
  return namesOf(rule).some((name) => ignored.has(name));
}

/** The rule's own id goes before its aliases. */
function overrideOf(rule: RuleMetadata, { overrides }: LintOptions): Severity | null {
  for (const name of namesOf(rule)) {
    const severity = overrides.get(name);
    if (severity !== undefined) return severity;
  }
  return null;
}

function namesOf({ id, aliases }: RuleMetadata): string[] {
  return [id, ...aliases].map((name) => name.toUpperCase());
}
