import { checkLint } from '../../src/checks/lint/check.ts';
import type { LintChoice } from '../../src/checks/lint/context.ts';
import { newLintContext } from '../../src/checks/lint/context.ts';
import { newFindingMaker } from '../../src/checks/lint/findings.ts';
import { applyFixes } from '../../src/checks/lint/fix.ts';
import type { LintRule } from '../../src/checks/lint/rule.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { textAt } from './dockerfiles.ts';

const LAST_STAGE: LintChoice = { target: null, buildArgs: new Map() };

/** What a rule points at in a Dockerfile, in order: the offending words. */
export function caughtBy(rule: LintRule, text: string, choice: Partial<LintChoice> = {}): string[] {
  const context = newLintContext(parseDockerfile(text, 'Dockerfile'), { ...LAST_STAGE, ...choice });
  const hits = Array.from(rule.check(context)).filter((result) => result.kind === 'hit');
  return hits.map(({ range }) => textAt(text, range));
}

/** What a rule says it cannot judge. */
export function unexaminedBy(rule: LintRule, text: string, choice: Partial<LintChoice> = {}): string[] {
  const context = newLintContext(parseDockerfile(text, 'Dockerfile'), { ...LAST_STAGE, ...choice });
  const results = Array.from(rule.check(context)).filter((result) => result.kind === 'unexamined');
  return results.map(({ reason }) => reason);
}

/** The whole check over one text. */
export function linted(text: string, choice: Partial<LintChoice> = {}): ReturnType<typeof checkLint> {
  return checkLint({ dockerfile: parseDockerfile(text, 'Dockerfile'), ...LAST_STAGE, ...choice });
}

/** The text after the fixes of one rule; fails when a second round would change it again. */
export function fixedBy(rule: LintRule, text: string): string {
  const once = fixOnce(rule, text);
  if (fixOnce(rule, once) !== once) throw new Error(`${rule.id} changes what it has fixed`);
  return once;
}

function fixOnce(rule: LintRule, text: string): string {
  const dockerfile = parseDockerfile(text, 'Dockerfile');
  const toFinding = newFindingMaker(dockerfile);
  const results = Array.from(rule.check(newLintContext(dockerfile, LAST_STAGE)));
  const findings = results.filter((result) => result.kind === 'hit').map((hit) => toFinding(rule, hit));
  return applyFixes(text, findings).text;
}
