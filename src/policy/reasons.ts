import type { Category, Finding, JudgedFinding } from '../model/finding.ts';
import { CATEGORIES } from '../model/finding.ts';
import { STEP_NOT_REACHED } from '../model/outcome.ts';
import type { StepId, Unknown } from '../model/outcome.ts';
import type { PolicyRules } from '../model/policy.ts';
import type { VerdictReason } from '../model/report.ts';
import { plain } from '../util/escape.ts';
import { isExploited, judge } from './blocking.ts';
import type { Completeness, Gap } from './completeness.ts';
import { CHECK_STEPS, isCheck } from './completeness.ts';

/** How many names one reason lists: the rest is in the report. */
const SHOWN = 3;
/** Characters of one name or message in a reason. */
const MAX_NAME = 80;
const MAX_MESSAGE = 400;

const NOUNS: Readonly<Record<Category, readonly [one: string, many: string]>> = {
  vulnerability: ['vulnerability', 'vulnerabilities'],
  lint: ['Dockerfile finding', 'Dockerfile findings'],
  hardening: ['hardening finding', 'hardening findings'],
  signature: ['trust finding', 'trust findings'],
};

/** One reason for each category that blocks, in the order of the categories. */
export function blockingReasons(
  findings: readonly JudgedFinding[],
  rules: PolicyRules,
): readonly VerdictReason[] {
  const blocking = Map.groupBy(
    findings.filter((finding) => finding.blocking),
    (finding) => finding.category,
  );
  return CATEGORIES.flatMap((category) => {
    const own = blocking.get(category) ?? [];
    return own.length === 0 ? [] : [blockingReason(category, own, rules)];
  });
}

/**
 * One reason for each thing that is missing. What was not reached because of another step is not repeated:
 * that step's own reason says it.
 */
export function gapReasons(gaps: readonly Gap[]): readonly VerdictReason[] {
  const causes = gaps.filter((gap) => gap.kind !== 'failed' || gap.step.error?.code !== STEP_NOT_REACHED);
  const told = causes.length === 0 ? gaps : causes;
  return told.map((gap) => ({ category: null, text: gapText(gap), count: null, threshold: null }));
}

export interface PassInput {
  readonly findings: readonly JudgedFinding[];
  readonly rules: PolicyRules;
  readonly complete: Completeness;
  readonly unknowns: readonly Unknown[];
}

/** The one reason of a pass: what was examined, against which thresholds, and what was let through. */
export function passReason({ findings, rules, complete, unknowns }: PassInput): VerdictReason {
  const { examined } = complete;
  const thresholds = examined.map((check) => `${check} ${rules.failOn[CHECK_STEPS[check]]}`);
  const sentences = [
    `examined ${list(examined)}: nothing blocks at the thresholds ${thresholds.join(', ')}`,
    ...neverBlocking(findings, rules),
    ...excused(findings, rules),
    ...complete.allowed.map((step) => allowedText(step, unknowns)),
  ];
  return { category: null, text: sentences.join('; '), count: null, threshold: null };
}

function blockingReason(
  category: Category,
  findings: readonly JudgedFinding[],
  rules: PolicyRules,
): VerdictReason {
  const threshold = rules.failOn[category];
  const unknown = findings.filter((finding) => finding.severity === 'unknown').length;
  const aside =
    unknown === 0 ? '' : `, ${String(unknown)} of unknown severity counted as ${rules.unknownSeverity}`;
  const exploited = findings.some((finding) => isExploited(finding, rules))
    ? ', or known or likely to be exploited'
    : '';
  const text = `${count(category, findings.length)} at or above ${threshold}${exploited} (${some(findings.map(nameOf))})${aside}`;
  return { category, text, count: findings.length, threshold };
}

function gapText(gap: Gap): string {
  if (gap.kind === 'failed') {
    const { id, error, reason } = gap.step;
    const code = error === null ? '' : ` (${error.code})`;
    return `the ${id} step failed: ${plain(error?.message ?? reason ?? 'no reason given', MAX_MESSAGE)}${code}`;
  }
  if (gap.kind === 'nothing examined') {
    const skipped = gap.steps.flatMap(({ id, reason }) =>
      isCheck(id) ? [`${id}: ${plain(reason ?? 'skipped', MAX_NAME)}`] : [],
    );
    return `nothing was examined${skipped.length === 0 ? '' : ` (${skipped.join('; ')})`}`;
  }
  const { step, reason, unknowns } = gap;
  if (unknowns.length === 0) {
    return `the ${step} step is partial: ${plain(reason ?? 'something could not be examined', MAX_MESSAGE)}`;
  }
  return `the ${step} step is partial: ${things(unknowns)} could not be examined (${some(unknowns.map(placeOf))})`;
}

function allowedText(step: StepId, unknowns: readonly Unknown[]): string {
  const own = unknowns.filter((unknown) => unknown.step === step);
  const what = own.length === 0 ? '' : ` (${things(own)} could not be examined: ${some(own.map(placeOf))})`;
  return `the ${step} step is partial, which the settings allow${what}`;
}

function things(unknowns: readonly Unknown[]): string {
  return unknowns.length === 1 ? '1 thing' : `${String(unknowns.length)} things`;
}

/** Findings that no threshold was held against. */
function neverBlocking(findings: readonly Finding[], rules: PolicyRules): readonly string[] {
  return CATEGORIES.flatMap((category) => {
    const own = findings.filter((finding) => finding.category === category && !isExploited(finding, rules));
    if (rules.failOn[category] !== 'none' || own.length === 0) return [];
    return [`${count(category, own.length)} let through by the threshold none`];
  });
}

/** What reached a threshold and was still let through must be said. */
function excused(findings: readonly Finding[], rules: PolicyRules): readonly string[] {
  const excuses = findings.flatMap((finding) => {
    const judgement = judge(finding, rules);
    return judgement.reached && judgement.excuse !== null ? [judgement.excuse] : [];
  });
  const suppressed = excuses.filter((excuse) => excuse === 'suppressed').length;
  const unfixed = excuses.length - suppressed;
  return [
    ...(suppressed === 0 ? [] : [`${String(suppressed)} suppressed`]),
    ...(unfixed === 0 ? [] : [`${count('vulnerability', unfixed)} without a fix let through by only-fixed`]),
  ];
}

function nameOf(finding: Finding): string {
  const { component, rule } = finding;
  return plain(component === null ? rule : `${component.name} ${component.version} ${rule}`, MAX_NAME);
}

function placeOf(unknown: Unknown): string {
  return `${plain(unknown.place, MAX_NAME)}: ${plain(unknown.reason, MAX_NAME)}`;
}

function count(category: Category, n: number): string {
  const [one, many] = NOUNS[category];
  return `${String(n)} ${n === 1 ? one : many}`;
}

/** The first few different names, and how many different ones are left. */
function some(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const shown = distinct.slice(0, SHOWN).join(', ');
  const left = distinct.length - SHOWN;
  return left > 0 ? `${shown} and ${String(left)} more` : shown;
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
