import type { MultiformatMessageString, ReportingDescriptor } from 'sarif';

import type { JudgedFinding } from '../../model/finding.ts';
import type { RuleMetadata } from '../../model/rule.ts';
import type { Severity } from '../../model/severity.ts';
import { bySeverity } from '../../model/severity.ts';
import { plain, sarifText } from '../../util/escape.ts';
import { LIMITS } from '../../util/limits.ts';
import { count } from '../words.ts';
import { levelOf, securitySeverity } from './levels.ts';
import { helpOfFindings, helpOfRule, helpOfVulnerability } from './rule-help.ts';

const CWE = /^CWE-(\d{1,6})$/u;
const SENTENCE_END = /[.!?…]$/u;
const NOT_WORD = /[^\p{L}\p{N}]+/gu;
/** Packages that a title names. */
const MAX_NAMES = 3;
/** With room for the mark of a cut and a full stop. */
const MAX_TEXT = LIMITS.sarifText.value - 2;

/**
 * One rule for all findings of one rule id. Everything in it is made from all of them, sorted, so that it does
 * not depend on the package that happens to come first.
 */
export function sarifRule(
  findings: readonly JudgedFinding[],
  metadata: RuleMetadata | null,
): ReportingDescriptor {
  const first = findings[0];
  if (first === undefined) throw new RangeError('a rule needs a finding');
  const severity = worst(findings.map((finding) => finding.severity));
  const score = Math.max(...findings.map((finding) => finding.score ?? 0));
  const title = metadata?.title ?? commonTitle(findings) ?? titleOfAll(first.rule, findings);
  const helpUri = (metadata?.references ?? sortedReferences(findings)).find(isWebAddress);
  return {
    id: plain(first.rule),
    ...ruleName(first, title),
    shortDescription: { text: sentence(title) },
    fullDescription: { text: sentence(metadata?.why ?? fullText(findings, title)) },
    help: help(findings, metadata),
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level: levelOf(severity) },
    properties: {
      tags: tags(findings, severity, metadata),
      precision: 'high',
      ...severityProperties(severity, score),
    },
  };
}

function help(findings: readonly JudgedFinding[], metadata: RuleMetadata | null): MultiformatMessageString {
  if (metadata !== null) return helpOfRule(metadata);
  return findings[0]?.category === 'vulnerability' ? helpOfVulnerability(findings) : helpOfFindings(findings);
}

function severityProperties(severity: Severity, score: number): Record<string, string> {
  const value = securitySeverity(severity, score === 0 ? null : score);
  return value === null ? { 'problem.severity': 'recommendation' } : { 'security-severity': value };
}

function tags(
  findings: readonly JudgedFinding[],
  severity: Severity,
  metadata: RuleMetadata | null,
): string[] {
  const weaknesses = (metadata?.references ?? []).flatMap((reference) => {
    const number = CWE.exec(reference)?.[1];
    return number === undefined ? [] : [`external/cwe/cwe-${number.padStart(3, '0')}`];
  });
  const all = [
    ...(severity === 'info' ? [] : ['security']),
    ...findings.map((finding) => finding.category),
    'container',
    ...(findings.some((finding) => finding.kev === true) ? ['known-exploited'] : []),
    ...weaknesses,
  ];
  return [...new Set(all)].slice(0, LIMITS.sarifTags.value);
}

/** Letters and digits in PascalCase for our own rules; a vulnerability has no better name than its id. */
function ruleName(first: JudgedFinding, title: string): { name?: string } {
  if (first.category === 'vulnerability') return {};
  const words = plain(title).split(NOT_WORD);
  const name = words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join('');
  return name === '' ? {} : { name: name.slice(0, LIMITS.sarifRuleName.value) };
}

function commonTitle(findings: readonly JudgedFinding[]): string | null {
  const titles = new Set(findings.map((finding) => finding.title.trim()));
  const [title] = titles;
  return titles.size === 1 && title !== undefined && title !== '' ? title : null;
}

/** For titles that name the package they are about: all of those packages. */
function titleOfAll(rule: string, findings: readonly JudgedFinding[]): string {
  const names = [
    ...new Set(findings.flatMap(({ component }) => (component === null ? [] : [component.name]))),
  ];
  if (names.length === 0) return rule;
  const shown = names.toSorted().slice(0, MAX_NAMES);
  const more = names.length - shown.length;
  return `${rule} in ${shown.join(', ')}${more > 0 ? ` and ${count(more, 'more package')}` : ''}`;
}

function fullText(findings: readonly JudgedFinding[], title: string): string {
  return findings[0]?.category === 'vulnerability' ? helpOfVulnerability(findings).text : title;
}

function sentence(text: string): string {
  const safe = sarifText(text.trim(), MAX_TEXT);
  return SENTENCE_END.test(safe) ? safe : `${safe}.`;
}

function sortedReferences(findings: readonly JudgedFinding[]): readonly string[] {
  return [...new Set(findings.flatMap((finding) => finding.references))].toSorted();
}

function isWebAddress(text: string): boolean {
  return text.startsWith('https://') && URL.canParse(text) && plain(text) === text && !text.includes('@');
}

function worst(severities: readonly Severity[]): Severity {
  return severities.toSorted(bySeverity)[0] ?? 'unknown';
}
