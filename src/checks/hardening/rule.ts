import type { Instruction } from '../../dockerfile/dockerfile.ts';
import type { Image } from '../../image/image.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import type { FindingLocation, TextRange } from '../../model/finding.ts';
import type { RuleMetadata } from '../../model/rule.ts';
import type { RankedSeverity } from '../../model/severity.ts';
import type { Locate } from '../locate.ts';

/** What a rule may look at. */
export interface HardeningContext {
  readonly image: Image;
  readonly inventory: Inventory;
  /** What dates are compared with. */
  readonly now: Date;
  readonly locate: Locate;
  /** Where the Dockerfile sets a part of the configuration; its FROM when it does not. */
  readonly locateSetting: LocateSetting;
}

/**
 * Looks for the last instruction of that kind for which `find` gives a range, from the stage that is built
 * down to the one it starts from.
 */
export type LocateSetting = (
  keyword: string,
  find: (instruction: Instruction) => TextRange | null,
) => FindingLocation;

/** What a rule has to say: something is wrong, or it could not tell. */
export type Observation =
  | {
      readonly kind: 'hit';
      /** What it is about, for the fingerprint: no version, line, digest or layer. */
      readonly subject: readonly string[];
      /** One or two sentences, never with a secret in them. */
      readonly message: string;
      readonly location: FindingLocation;
      /** When it is not the rule's own. */
      readonly severity?: RankedSeverity;
    }
  | { readonly kind: 'unknown'; readonly place: string; readonly reason: string };

export interface HardeningRule extends RuleMetadata {
  check(context: HardeningContext): Iterable<Observation>;
}
