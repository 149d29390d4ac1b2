import * as core from '@actions/core';

import { logLine } from './escape.ts';
import type { Logger } from './log.ts';

/** Diagnostics in the log of a job. Nothing that is shown can be a workflow command. */
export function actionLog(): Logger {
  let lastProgress: string | null = null;
  return {
    debug(message) {
      core.debug(logLine(message));
    },
    info(message) {
      core.info(logLine(message));
    },
    warn(message) {
      core.warning(logLine(message));
    },
    error(message) {
      core.error(logLine(message));
    },
    group(title, work) {
      return core.group(logLine(title), work);
    },
    line(text) {
      core.info(logLine(text));
    },
    progress(text) {
      if (text !== null && text !== lastProgress) core.info(logLine(text));
      lastProgress = text;
    },
  };
}
