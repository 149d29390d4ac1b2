import { randomUUID } from 'node:crypto';
import { CATEGORIES } from '../model/finding.ts';
import type { JudgedFinding } from '../model/finding.ts';
import type { Report, VerdictResult } from '../model/report.ts';
import { SEVERITIES } from '../model/severity.ts';
import { ranked } from '../reports/ranking.ts';
import { whereOf } from '../reports/words.ts';
import { plain } from '../util/escape.ts';
import { LIMITS } from '../util/limits.ts';

/** What is known only when everything else has been delivered. Empty text: there is none. */
export interface Delivered {
  readonly verdict: VerdictResult;
  readonly sarifFile: string;
  readonly sarifId: string;
  readonly category: string;
  readonly reportFile: string;
  readonly sbomFile: string;
  readonly summaryFile: string;
}

/** Every output of the action, by name; `settings/outputs.ts` describes them. */
export function outputsOf(report: Report, delivered: Delivered): Readonly<Record<string, string>> {
  const findings = ranked(report.findings);
  const bySeverity = counts(SEVERITIES, (severity) =>
    findings.filter((finding) => finding.severity === severity),
  );
  const byCategory = counts(CATEGORIES, (category) =>
    findings.filter((finding) => finding.category === category),
  );
  const blocking = findings.filter((finding) => finding.blocking);
  return {
    verdict: delivered.verdict,
    digest: report.subject?.digest ?? '',
    'image-id': report.subject?.imageId ?? '',
    ...bySeverity,
    ...byCategory,
    blocking: blockingJson(blocking),
    'sarif-file': delivered.sarifFile,
    'sarif-id': delivered.sarifId,
    category: delivered.category,
    'report-file': delivered.reportFile,
    'sbom-file': delivered.sbomFile,
    'summary-file': delivered.summaryFile,
  };
}

/**
 * The text for the file that `GITHUB_OUTPUT` names. The delimiter is random, so that no value can end itself
 * and begin another output. Source: GitHub, "Workflow commands for GitHub Actions", "Multiline strings".
 */
export function outputText(outputs: Readonly<Record<string, string>>): string {
  const delimiter = `image-gate-${randomUUID()}`;
  const blocks = Object.entries(outputs).map(
    ([name, value]) => `${name}<<${delimiter}\n${value}\n${delimiter}\n`,
  );
  return blocks.join('');
}

function counts<T extends string>(
  names: readonly T[],
  of: (name: T) => readonly unknown[],
): Readonly<Record<T, string>> {
  // Every name is there, which `fromEntries` cannot say.
  return Object.fromEntries(names.map((name) => [name, String(of(name).length)])) as Record<T, string>;
}

/** As many of the worst as fit; GitHub counts outputs in UTF-16, and other outputs need room too. */
function blockingJson(blocking: readonly JudgedFinding[]): string {
  const most = (LIMITS.outputBytes.value * 0.8) / 2;
  const items: string[] = [];
  let length = 2;
  for (const finding of blocking) {
    const item = JSON.stringify(blockingItem(finding));
    length += item.length + 1;
    if (length > most) break;
    items.push(item);
  }
  return `[${items.join(',')}]`;
}

function blockingItem(finding: JudgedFinding): object {
  const { id, category, rule, severity, title, component, fixedIn } = finding;
  return {
    id,
    category,
    rule: plain(rule, 200),
    severity,
    title: plain(title, 300),
    package:
      component === null
        ? null
        : { purl: plain(component.purl, 500), version: plain(component.version, 200) },
    fixedIn: fixedIn.slice(0, 20).map((version) => plain(version, 200)),
    where: plain(whereOf(finding), 500),
  };
}
