import { plain } from './escape.ts';
import type { Logger } from './log.ts';

const CLEAR_LINE = '\r\u001B[2K';
const DIM = '\u001B[2m';
const RED = '\u001B[31m';
const YELLOW = '\u001B[33m';
const RESET = '\u001B[0m';
const DEFAULT_COLUMNS = 80;

/** Where the lines go: standard error, as far as it is used. */
export interface TerminalStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface TerminalLogOptions {
  readonly stream: TerminalStream;
  /** Errors only. */
  readonly quiet: boolean;
  readonly color: boolean;
  /** `auto`: one line that is replaced, on a terminal only; `plain`: a line for each step. */
  readonly progress: 'auto' | 'plain' | 'none';
  readonly debug: boolean;
}

/** Diagnostics for a person at a terminal. Everything shown is made harmless first. */
export function terminalLog(options: TerminalLogOptions): Logger {
  const { stream, quiet, progress } = options;
  const isLive = progress === 'auto' && stream.isTTY === true && !quiet;
  let current: string | null = null;

  const log: Logger = {
    debug(message) {
      if (options.debug) write(paint(DIM, plain(message, 4000)));
    },
    info(message) {
      if (!quiet) write(plain(message, 4000));
    },
    warn(message) {
      if (!quiet) write(`${paint(YELLOW, 'warning:')} ${plain(message, 4000)}`);
    },
    error(message) {
      write(`${paint(RED, 'error:')} ${plain(message, 4000)}`);
    },
    async group(title, work) {
      log.info(title);
      return work();
    },
    line(text) {
      if (!quiet) write(paint(DIM, `  ${plain(text, 4000)}`));
    },
    progress(text) {
      if (isLive) draw(text === null ? null : plain(text));
      else if (progress === 'plain' && !quiet && text !== null) write(plain(text));
    },
  };
  return log;

  function write(text: string): void {
    const line = current;
    if (line !== null) draw(null);
    stream.write(`${text}\n`);
    if (line !== null) draw(line);
  }

  function draw(text: string | null): void {
    current = text;
    stream.write(text === null ? CLEAR_LINE : `${CLEAR_LINE}${paint(DIM, fit(text))}`);
  }

  /** A line that wraps could not be cleared. */
  function fit(text: string): string {
    // Some terminals say that they have none.
    const columns =
      (stream.columns === undefined || stream.columns === 0 ? DEFAULT_COLUMNS : stream.columns) - 1;
    return text.length <= columns ? text : `${text.slice(0, Math.max(0, columns - 1))}…`;
  }

  function paint(color: string, text: string): string {
    return options.color ? `${color}${text}${RESET}` : text;
  }
}
