import type { Report } from '../model/report.ts';
import { annotationLevel, annotationLine } from './annotation.ts';
import { placedEntries } from './placed.ts';
import type { ReportFormatter } from './report-format.ts';

/**
 * Workflow commands of GitHub, one a line, the worst first: a runner that reads them in the log of a step shows
 * the first ten of each level on the lines they name. All of them are here.
 */
export const annotationsReport: ReportFormatter = {
  id: 'annotations',
  mediaType: 'text/plain',
  render: renderAnnotations,
};

function renderAnnotations(report: Report): string {
  const lines = placedEntries(report).map(({ path, range, rule, message, ...judged }) =>
    annotationLine({
      level: annotationLevel(judged),
      title: rule,
      message,
      place: range === null ? null : { path, ...range },
    }),
  );
  return lines.map((line) => `${line}\n`).join('');
}
