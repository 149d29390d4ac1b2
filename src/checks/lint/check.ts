import type { Dockerfile } from '../../dockerfile/dockerfile.ts';
import type { TextRange } from '../../model/finding.ts';
import type { Unknown } from '../../model/outcome.ts';
import { plain } from '../../util/escape.ts';
import type { CheckResult } from '../check.ts';
import type { LintChoice } from './context.ts';
import { newLintContext } from './context.ts';
import { newFindingMaker } from './findings.ts';
import type { ForeignHit } from './foreign.ts';
import { foreignFindings } from './foreign.ts';
import { applyIgnores } from './ignoring/apply.ts';
import { BUILDX_RULE } from './rules/df-buildx.ts';
import { SHELLCHECK_RULE } from './rules/df-sc.ts';
import { PARSE_RULE } from './rules/parse.ts';
import { activeRules } from './profile.ts';
import { LINT_RULES } from './rules/index.ts';
import type { LintContext } from './rule.ts';

export interface LintInput extends LintChoice {
  readonly dockerfile: Dockerfile;
  /** What other programs say about it; null when none was asked. */
  readonly foreign?: readonly ForeignHit[] | null;
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
      if (result.kind === 'hit')
        findings.push(toFinding(rule, severity === null ? result : { ...result, severity }));
      else unknowns.push(unknown(dockerfile, result.range, result.reason));
    }
  }
  const hits = input.foreign ?? [];
  findings.push(...foreignFindings({ hits, findings, options: context.options, toFinding }));
  const reported = new Set(active.flatMap(({ rule }) => rule.problems ?? []));
  for (const problem of dockerfile.problems) {
    if (!reported.has(problem.code))
      findings.push(toFinding(PARSE_RULE, { ...problem, key: `${problem.code} ${problem.message}` }));
    if (problem.unread) unknowns.push(unknown(dockerfile, problem.range, problem.message));
  }
  for (const { range, reason } of unreadScripts(context)) unknowns.push(unknown(dockerfile, range, reason));
  const all = context.options.ignoreComments
    ? applyIgnores({
        dockerfile,
        findings,
        toFinding,
        rules: [...LINT_RULES, ...FOREIGN_RULES],
        active: new Set(active.map(({ rule }) => rule.id)),
        peersUnused: context.options.profile === 'all',
        now: context.now,
      })
    : findings;
  return { findings: all.toSorted(byPlace), unknowns: distinct(unknowns) };
}

const FOREIGN_RULES = [SHELLCHECK_RULE, BUILDX_RULE];

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
