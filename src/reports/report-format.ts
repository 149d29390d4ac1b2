import type { Report } from '../model/report.ts';
import type { RuleMetadata } from '../model/rule.ts';

/** How a report is drawn. Every format ignores what does not concern it. */
export interface RenderOptions {
  /** What our own rules say about themselves, by rule id. Needed for good SARIF rules. */
  readonly rules?: ReadonlyMap<string, RuleMetadata>;
  /** SARIF: the category instead of the one made from the image. */
  readonly category?: string | null;
  /** SARIF: where the tool is described. */
  readonly informationUri?: string | null;
  /** Table: ANSI colours. */
  readonly color?: boolean;
  /** Table: columns of the terminal. */
  readonly width?: number;
  /** Table: rows shown per group; the rest is counted. */
  readonly maxRows?: number;
}

/** One way to say what was found. Pure: the same report and options give the same text. */
export interface ReportFormatter {
  readonly id:
    | 'json'
    | 'sarif'
    | 'markdown'
    | 'table'
    | 'annotations'
    | 'checkstyle'
    | 'codeclimate'
    | 'cyclonedx'
    | 'spdx'
    | 'openvex'
    | 'verify';
  readonly mediaType: string;
  render(report: Report, options?: RenderOptions): string;
}
