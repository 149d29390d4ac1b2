/** Diagnostics for people, on standard error (command line) or in the job log (action). Never the report. */
export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
  /** Runs `work` inside a collapsible group. */
  group<T>(title: string, work: () => Promise<T>): Promise<T>;
  /** A line of a build log, shown as it comes. */
  line(text: string): void;
  /** Replaces the line of progress; null removes it. */
  progress(text: string | null): void;
}

/** Says nothing: for tests and libraries. */
export const SILENT: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  group: (_title, work) => work(),
  line() {},
  progress() {},
};
