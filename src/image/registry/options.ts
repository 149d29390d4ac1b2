import type { Reference } from '../../model/reference.ts';
import type { Logger } from '../../util/log.ts';
import type { Delay } from '../../util/retry.ts';

/** What talking to the registry of a reference takes. */
export interface RegistryOptions {
  readonly reference: Pick<Reference, 'registry' | 'repository'>;
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** Registries that may be talked to over plain HTTP, `host[:port]`. */
  readonly insecureRegistries: readonly string[];
  /** Where Docker's configuration is looked for, and what credential helpers get of. */
  readonly env: NodeJS.ProcessEnv;
  /** Waits between tries; tests put their own here. */
  readonly delay?: Delay;
}
