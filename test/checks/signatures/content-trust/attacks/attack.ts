import type { CONTENT_TRUST_CODES } from '../../../../../src/checks/signatures/content-trust/codes.ts';
import type { Repository } from '../../../../support/notary-metadata.ts';

/** One attack: `change` is done to a repository that is accepted after `start`. */
export interface Attack {
  /** Ends the sentence "refuses an attacker who …". */
  readonly does: string;
  readonly code: keyof typeof CONTENT_TRUST_CODES;
  readonly start?: (repository: Repository) => void;
  readonly change: (repository: Repository) => void;
}
