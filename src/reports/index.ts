import { annotationsReport } from './annotations.ts';
import { checkstyleReport } from './checkstyle.ts';
import { codeclimateReport } from './codeclimate.ts';
import { cyclonedxReport } from './cyclonedx/cyclonedx.ts';
import { jsonReport } from './json.ts';
import { markdownReport } from './markdown/markdown.ts';
import { openvexReport } from './openvex/openvex.ts';
import type { ReportFormatter } from './report-format.ts';
import { sarifReport } from './sarif/sarif.ts';
import { spdxReport } from './spdx/spdx.ts';
import { tableReport } from './table/table.ts';
import { verifyReport } from './verify/verify.ts';

/** Every report format, by id. */
export const REPORTS: Readonly<Record<ReportFormatter['id'], ReportFormatter>> = {
  json: jsonReport,
  sarif: sarifReport,
  markdown: markdownReport,
  table: tableReport,
  annotations: annotationsReport,
  checkstyle: checkstyleReport,
  codeclimate: codeclimateReport,
  cyclonedx: cyclonedxReport,
  spdx: spdxReport,
  openvex: openvexReport,
  verify: verifyReport,
};
