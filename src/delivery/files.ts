import { resolve } from 'node:path';
import type { Report } from '../model/report.ts';
import { REPORTS } from '../reports/index.ts';
import type { RenderOptions } from '../reports/report-format.ts';
import type { ReportRequest, TextSink } from './delivery.ts';
import { codeOf, writeError, writeWhole } from './write-file.ts';

export interface WriteContext {
  readonly cwd: string;
  readonly stdout: TextSink;
  /** Colours on standard output; files never get any. */
  readonly color?: boolean;
  readonly rules?: NonNullable<RenderOptions['rules']>;
  /** SARIF: see `RenderOptions`. */
  readonly category?: string | null;
  readonly informationUri?: string | null;
}

/**
 * Writes every report that was asked for, each whole or not at all; `-` is standard output.
 * Throws `SourceError` OUTPUT_DISK_FULL, `InputError` OUTPUT_UNWRITABLE.
 */
export async function writeReports(
  report: Report,
  requests: readonly ReportRequest[],
  context: WriteContext,
): Promise<void> {
  const { cwd, stdout, color = false, ...options } = context;
  const { columns } = stdout;
  const terminal = { ...options, color, ...(columns === undefined ? {} : { width: columns }) };
  for (const { format, path } of requests) {
    if (path === '-') await writeOut(stdout, REPORTS[format].render(report, terminal));
    else await writeWhole(resolve(cwd, path), REPORTS[format].render(report, options));
  }
}

/** Resolves when the text has been taken, or nobody is there to take it. Throws as `writeWhole`. */
export async function writeOut(stdout: TextSink, text: string): Promise<void> {
  const { promise, resolve: done, reject } = Promise.withResolvers<void>();
  stdout.write(text, (error) => {
    // A reader that has gone away (`| head`) has seen what it wanted.
    if (error === null || error === undefined || GONE.has(codeOf(error))) done();
    else reject(writeError('standard output', error));
  });
  await promise;
}

const GONE: ReadonlySet<string> = new Set(['EPIPE', 'ERR_STREAM_DESTROYED']);
