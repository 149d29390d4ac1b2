import { SourceError } from '../../../../model/errors.ts';
import type { Logger } from '../../../../util/log.ts';

const DAY = 86_400_000;
/** Clocks of two machines may differ by this much. */
const SKEW = 3_600_000;
export const WARN_AFTER = 3 * DAY;
export const MAX_AGE = 14 * DAY;

/**
 * Refuses advisories that are older than `maxAge` milliseconds, or from the future; warns after three days.
 * `retrievedAt`: the oldest of those that are used, as milliseconds since 1970.
 * Throws `SourceError` ADVISORIES_TOO_OLD, ADVISORIES_BAD_TIME.
 */
export function checkAge(input: {
  readonly path: string;
  readonly created: number;
  readonly retrievedAt: number;
  readonly now: number;
  readonly maxAge: number;
  readonly log: Logger;
}): void {
  const { path, created, retrievedAt, now, maxAge, log } = input;
  if (Math.max(created, retrievedAt) > now + SKEW) {
    throw new SourceError('ADVISORIES_BAD_TIME', `${path}: the bundle is dated in the future`, {
      hint: 'Check the clock of this machine, and of the one that built the bundle.',
    });
  }
  const age = now - retrievedAt;
  const days = String(Math.floor(age / DAY));
  if (age > maxAge) {
    throw new SourceError(
      'ADVISORIES_TOO_OLD',
      `${path}: its advisories are ${days} days old, and at most ${String(maxAge / DAY)} are allowed`,
      { hint: 'Fetch or build a new bundle, or raise advisories-max-age.' },
    );
  }
  if (age > WARN_AFTER)
    log.warn(`${path}: the advisories are ${days} days old; newer vulnerabilities are not found`);
}
