import type { Report } from '../model/report.ts';
import { jsonText } from '../util/escape.ts';
import type { ReportFormatter } from './report-format.ts';

/**
 * The whole report for programs. `docs/report.schema.json` describes it; a change that a reader could notice
 * raises `schemaVersion`.
 */
export const jsonReport: ReportFormatter = { id: 'json', mediaType: 'application/json', render: renderJson };

function renderJson(report: Report): string {
  return `${jsonText(report, 2)}\n`;
}
