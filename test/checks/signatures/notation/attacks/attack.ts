import type { NotationCode } from '../../../../../src/checks/signatures/notation/codes.ts';
import type { Cast, Scene } from '../../../../support/notation-scene.ts';

export interface Attack {
  /** What the attacker does. */
  readonly does: string;
  readonly code: NotationCode;
  /** Evidence that is accepted; the default is a JWS by a trusted signer. */
  readonly from?: (cast: Cast) => Scene;
  /** The same evidence with one thing changed. */
  readonly change: (cast: Cast) => Scene;
}
