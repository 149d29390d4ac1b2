import type { Report } from '../model/report.ts';
import type { Severity } from '../model/severity.ts';
import { xml } from '../util/escape.ts';
import type { PlacedEntry } from './placed.ts';
import { placedEntries } from './placed.ts';
import type { ReportFormatter } from './report-format.ts';

/**
 * Checkstyle's XML, which most build servers and review tools read: findings by file, and what was not
 * examined as warnings.
 * Source: github.com/checkstyle/checkstyle, XMLLogger, version 4.3 of its output.
 */
export const checkstyleReport: ReportFormatter = {
  id: 'checkstyle',
  mediaType: 'application/xml',
  render: renderCheckstyle,
};

const SEVERITIES: Readonly<Record<Severity, 'error' | 'warning' | 'info'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'info',
  info: 'info',
  unknown: 'warning',
};

function renderCheckstyle(report: Report): string {
  const files = Map.groupBy(placedEntries(report), ({ path }) => path);
  const texts = [...files].map(
    ([path, entries]) =>
      `  <file name="${xml(path)}">\n${entries.map((entry) => errorElement(entry)).join('')}  </file>\n`,
  );
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n';
  return `${head}${texts.join('')}</checkstyle>\n`;
}

function errorElement({ range, severity, blocking, message, rule }: PlacedEntry): string {
  const place = range === null ? 'line="1"' : `line="${String(range.line)}" column="${String(range.column)}"`;
  const level = blocking ? 'error' : SEVERITIES[severity];
  const source = `image-gate.${xml(rule, 200)}`;
  return `    <error ${place} severity="${level}" message="${xml(message)}" source="${source}"/>\n`;
}
