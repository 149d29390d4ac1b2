import type { RuleMetadata } from '../model/rule.ts';
import type { ReportFormatter } from '../reports/report-format.ts';
import type { Settings } from '../settings/settings.ts';
import type { Logger } from '../util/log.ts';

/** The part of the settings that says what to hand over, and to whom. */
export type DeliverySettings = Pick<Settings, 'reports' | 'github'>;

/** A report that was asked for. Path `-` is standard output. */
export interface ReportRequest {
  readonly format: ReportFormatter['id'];
  readonly path: string;
}

/** What delivery takes from the world around it, so that nothing here reads a global. */
export interface DeliveryContext {
  readonly log: Logger;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly rules: ReadonlyMap<string, RuleMetadata>;
  now(): Date;
  readonly signal?: AbortSignal;
  /** Where workflow commands and reports for `-` go; `process.stdout` when left out. */
  readonly stdout?: TextSink;
  /** Waits `ms` milliseconds between questions to GitHub; tests put their own here. */
  readonly delay?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

/** The part of a writable stream that is used. */
export interface TextSink {
  /** Width of the terminal; not there when it is none. */
  readonly columns?: number | undefined;
  write(text: string, done: (error?: Error | null) => void): unknown;
}
