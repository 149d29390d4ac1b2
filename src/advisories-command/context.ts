import type { Logger } from '../util/log.ts';

/** What the command takes from the world around it. */
export interface AdvisoriesContext {
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly version: string;
  readonly now: () => Date;
}
