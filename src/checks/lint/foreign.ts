import type { Finding } from '../../model/finding.ts';
import type { LintOptions } from '../../model/lint.ts';
import type { RuleMetadata } from '../../model/rule.ts';
import type { FindingMaker, Occurrence } from './findings.ts';

/** What a program that is not ours says about a Dockerfile. */
export interface ForeignHit {
  /** With the program's own code as alias, so that ignore comments can name it. */
  readonly rule: RuleMetadata;
  readonly occurrence: Occurrence;
  /** The program: `shellcheck`. */
  readonly engine: string;
  /** True: dropped where a rule of ours with that alias reports the same line. */
  readonly yields: boolean;
}

export interface ForeignInput {
  readonly hits: readonly ForeignHit[];
  /** What our own rules found. */
  readonly findings: readonly Finding[];
  readonly options: LintOptions;
  readonly toFinding: FindingMaker;
}

/** Hits as findings: without those that the user ignores by name, or that our own rules have already. */
export function foreignFindings({ hits, findings, options, toFinding }: ForeignInput): Finding[] {
  const reported = new Set(findings.flatMap((finding) => placedNames(finding)));
  const result: Finding[] = [];
  for (const { rule, occurrence, engine, yields } of hits) {
    const names = [rule.id, ...rule.aliases].map((name) => name.toUpperCase());
    if (names.some((name) => options.ignored.has(name))) continue;
    if (yields && rule.aliases.some((name) => reported.has(placed(occurrence.range.line, name)))) continue;
    const given = names.map((name) => options.overrides.get(name)).find((found) => found !== undefined);
    const finding = toFinding(rule, given === undefined ? occurrence : { ...occurrence, severity: given });
    result.push({ ...finding, engines: [engine] });
  }
  return result;
}

function placedNames({ location, aliases }: Finding): string[] {
  const range = location.dockerfile;
  if (range === null) return [];
  return aliases.map((name) => placed(range.line, name));
}

function placed(line: number, name: string): string {
  return `${String(line)} ${name}`;
}
