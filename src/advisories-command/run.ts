import type { AdvisoriesCommand } from '../settings/advisories-argv.ts';
import { build } from './build.ts';
import type { AdvisoriesContext } from './context.ts';
import { pull, push } from './exchange.ts';
import { info } from './info.ts';

/**
 * `image-gate advisories`: makes, describes, fetches or publishes an offline bundle. Returns what to say on
 * standard output. Throws `GateError`s when it could not be done.
 */
export async function runAdvisories(command: AdvisoriesCommand, context: AdvisoriesContext): Promise<string> {
  switch (command.verb) {
    case 'build':
      return build(command, context);
    case 'info':
      return info(command, context);
    case 'pull':
      return pull(command, context);
    case 'push':
      return push(command, context);
    default:
      return command satisfies never;
  }
}
