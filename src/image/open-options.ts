import type { Platform } from '../model/source.ts';
import type { Logger } from '../util/log.ts';

/** What every source may need. */
export interface OpenOptions {
  /** Null: this machine's, or the only one there is. */
  readonly platform: Platform | null;
  readonly log: Logger;
  /** Where private temporary folders are made. */
  readonly tempDir: string;
  readonly signal: AbortSignal;
  /** `host[:port]`, with which plain HTTP may be spoken. */
  readonly insecureRegistries: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** What relative paths of the source are relative to. */
  readonly cwd: string;
  /** For a build: the text that is built in place of the Dockerfile's own. */
  readonly dockerfileText?: string;
}
