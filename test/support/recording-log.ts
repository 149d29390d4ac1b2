import type { Logger } from '../../src/util/log.ts';

export interface RecordingLog extends Logger {
  /** `level: message`, in order. */
  readonly messages: readonly string[];
}

/** Remembers what is logged. */
export function recordingLog(): RecordingLog {
  const messages: string[] = [];
  const add =
    (level: string) =>
    (message: string): void =>
      void messages.push(`${level}: ${message}`);
  return {
    messages,
    debug: add('debug'),
    info: add('info'),
    warn: add('warn'),
    error: add('error'),
    line: add('line'),
    progress: () => {},
    async group(title, work) {
      messages.push(`group: ${title}`);
      return await work();
    },
  };
}
