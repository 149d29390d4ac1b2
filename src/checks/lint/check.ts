import type { Dockerfile } from '../../dockerfile/dockerfile.ts';
import type { BuildChoice } from '../../dockerfile/image-uses.ts';
import type { TextRange } from '../../model/finding.ts';
import type { LintOptions } from '../../model/lint.ts';
import type { Unknown } from '../../model/outcome.ts';
import { plain } from '../../util/escape.ts';
import type { CheckResult } from '../check.ts';
import { newLintContext } from './context.ts';
import { newFindingMaker } from './findings.ts';
import { applyIgnores } from './ignoring/apply.ts';
import { PARSE_RULE } from './rules/parse.ts';
import { activeRules } from './profile.ts';
import { LINT_RULES } from './rules/index.ts';
import type { LintContext } from './rule.ts';

export interface LintInput extends BuildChoice {
  readonly dockerfile: Dockerfile;
  /** By default `DEFAULT_LINT_OPTIONS`. */
  readonly options?: LintOptions;
  /** What is past its end of life depends on it; by default the time of the call. */
  readonly now?: Date;
}

/**
 * Lints one Dockerfile. What could not be read or judged is in `unknowns`; what the builder would refuse is a
 * finding too.
 * @throws InputError TARGET_NOT_FOUND
 */
export function checkLint(input: LintInput): CheckResult {
  const { dockerfile } = input;
  const context = newLintContext(dockerfile, input);
  const toFinding = newFindingMaker(dockerfile);
  const unknowns: Unknown[] = [];
  const findings = [];
  const active = activeRules(LINT_RULES, context.options);
  for (const { rule, severity } of active) {
    for (const result of rule.check(context)) {
      if (result.kind === 'hit') findings.push(toFinding(rule, severity === null ? result : { ...result, severity }));
      else unknowns.push(unknown(dockerfile, result.range, result.reason));
    }
  }
  for (const problem of dockerfile.problems) {
    findings.push(toFinding(PARSE_RULE, { ...problem, key: `${problem.code} ${problem.message}` }));
    if (problem.unread) unknowns.push(unknown(dockerfile, problem.range, problem.message));
  }
  for (const { range, reason } of unreadScripts(context)) unknowns.push(unknown(dockerfile, range, reason));
  const all = context.options.ignoreComments
    ? applyIgnores({
        dockerfile,
        findings,
        toFinding,
        rules: LINT_RULES,
        active: new Set(active.map(({ rule }) => rule.id)),
        peersUnused: context.options.profile === 'all',
        now: context.now,
      })
    : findings;
  return { findings: all.toSorted(byPlace), unknowns: distinct(unknowns) };
}

interface Unread {
  readonly range: TextRange;
  readonly reason: string;
}

/** Scripts of other languages, and what the shell parser stumbled over. */
function unreadScripts({ scripts }: LintContext): Unread[] {
  const unread: Unread[] = [];
  for (const script of scripts.values()) {
    if (script.kind === 'other') {
      unread.push({
        range: script.range,
        reason: `a script for "${plain(script.interpreter, 40)}" is not examined`,
      });
      continue;
    }
    // One problem of a script leads to others.
    const [first] = script.problems;
    if (first === undefined) continue;
    unread.push({
      range: first.range,
      reason: `the shell script cannot be read: ${plain(first.message, 200)}`,
    });
  }
  return unread;
}

function unknown({ path }: Dockerfile, { line, column }: TextRange, reason: string): Unknown {
  return { step: 'lint', place: `${path}:${line}:${column}`, reason };
}

function distinct(unknowns: readonly Unknown[]): Unknown[] {
  return [...new Map(unknowns.map((item) => [`${item.place} ${item.reason}`, item])).values()];
}

function byPlace(a: { location: Located }, b: { location: Located }): number {
  const [first, second] = [a.location.dockerfile, b.location.dockerfile];
  return (first?.line ?? 0) - (second?.line ?? 0) || (first?.column ?? 0) - (second?.column ?? 0);
}

interface Located {
  readonly dockerfile: TextRange | null;
}
