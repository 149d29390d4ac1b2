import { gzipSync } from 'node:zlib';
import type { Log, Run } from 'sarif';

import type { JudgedFinding } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import { jsonText, plain } from '../../util/escape.ts';
import { LIMITS } from '../../util/limits.ts';
import { ranked } from '../ranking.ts';
import type { RenderOptions, ReportFormatter } from '../report-format.ts';
import { asAutomationId, categoryOf } from './category.ts';
import { sarifInvocation } from './invocation.ts';
import { sarifResults } from './results.ts';
import { sarifRule } from './rules.ts';

/** Name of the tool in code scanning: part of every alert's identity, so it never changes. */
export const TOOL_NAME = 'Image Gate';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/**
 * SARIF 2.1.0 as GitHub code scanning reads it. Suppressed findings are left out, because GitHub does not
 * honour `suppressions`. What is too much for GitHub is cut by rank, and the cut is said in the file.
 * Source: SARIF 2.1.0 (OASIS); GitHub, "SARIF support for code scanning".
 */
export const sarifReport: ReportFormatter = {
  id: 'sarif',
  mediaType: 'application/sarif+json',
  render: renderSarif,
};

function renderSarif(report: Report, options: RenderOptions = {}): string {
  const all = ranked(report.findings);
  let kept = Math.min(all.length, LIMITS.sarifResults.value);
  for (;;) {
    const text = `${jsonText(sarifLog(report, all.slice(0, kept), options))}\n`;
    const excess = gzipSize(text) / LIMITS.sarifGzipBytes.value;
    if (excess <= 1 || kept === 0) return text;
    kept = Math.floor(kept / Math.max(excess, 1.1));
  }
}

function sarifLog(report: Report, findings: readonly JudgedFinding[], options: RenderOptions): Log {
  return { $schema: SCHEMA, version: '2.1.0', runs: [sarifRun(report, findings, options)] };
}

function sarifRun(report: Report, findings: readonly JudgedFinding[], options: RenderOptions): Run {
  const groups = [...Map.groupBy(findings, (finding) => finding.rule)];
  const rules = groups.map(([id, group]) => sarifRule(group, options.rules?.get(id) ?? null));
  const ruleIndex = new Map(groups.map(([id], index) => [id, index]));
  const total = ranked(report.findings).length;
  const { subject, verdict } = report;
  const informationUri = options.informationUri ?? null;
  return {
    tool: {
      driver: {
        name: TOOL_NAME,
        version: report.tool.version,
        semanticVersion: report.tool.version,
        ...(informationUri === null ? {} : { informationUri }),
        rules,
      },
    },
    automationDetails: { id: asAutomationId(options.category ?? categoryOf(report)) },
    invocations: [sarifInvocation(report, { kept: findings.length, total })],
    columnKind: 'utf16CodeUnits',
    results: sarifResults(findings, { subject, ruleIndex }),
    properties: {
      verdict: verdict.result,
      findings: total,
      ...(total === findings.length ? {} : { findingsLeftOut: total - findings.length }),
      ...(subject === null ? {} : { image: plain(subject.reference) }),
      ...(subject?.imageId ? { imageId: plain(subject.imageId) } : {}),
      ...(subject?.digest ? { digest: plain(subject.digest) } : {}),
    },
  };
}

/** Bytes after compression; small texts are not compressed, because they cannot be too large. */
function gzipSize(text: string): number {
  const bytes = Buffer.byteLength(text);
  return bytes < LIMITS.sarifGzipBytes.value ? bytes : gzipSync(text).length;
}
