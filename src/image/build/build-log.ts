import { logLine, plain } from '../../util/escape.ts';
import { LIMITS } from '../../util/limits.ts';
import type { Logger } from '../../util/log.ts';

/** Shows the lines of a build as they come and remembers the last ones. */
export interface BuildLog {
  /** One or more lines, as the builder gave them. */
  write(text: string): void;
  /** The last lines in one, for an error. */
  tail(): string;
}

// Colours and cursor movements, which builders print for terminals.
// oxlint-disable-next-line no-control-regex
const ANSI = /\u001b\[[0-9;?]{0,20}[A-Za-z]/gu;
const TAIL_SHOWN = 4;

export function createBuildLog(log: Logger): BuildLog {
  const last: string[] = [];
  return {
    write(text) {
      for (const raw of text.split(/[\r\n]+/u)) {
        const line = raw.replace(ANSI, '').trimEnd();
        if (line === '') continue;
        last.push(line);
        if (last.length > LIMITS.buildTailLines.value) last.shift();
        log.line(logLine(line));
      }
    },
    tail: () =>
      last
        .filter((line) => !/^-+$|^\s*$/u.test(line))
        .slice(-TAIL_SHOWN)
        .map((line) => plain(line.trim(), 300))
        .join(' / '),
  };
}
