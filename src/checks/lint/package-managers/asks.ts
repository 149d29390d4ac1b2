import type { Hit } from '../rule.ts';
import { insertOption } from './insert-option.ts';
import type { Call } from './manager.ts';

/** Why a package manager must not ask in a build: the same for all of them. */
export const ASKS_WHY = 'Nobody answers in a build: the command stops, and the build with it.';

/** A hit on a call that would ask before it goes on, with the option that makes it go on. */
export function asksHit(call: Call): Hit {
  return {
    kind: 'hit',
    instruction: call.instruction,
    range: call.verbWord.range,
    message: `${call.command.name ?? ''} asks before it goes on, and nobody answers. Add -y.`,
    ...insertOption(call, '-y'),
  };
}
