import { SourceError } from '../../../model/errors.ts';

/** The error for a feed that was asked for and cannot be had, or does not look like one. */
export function badFeed(place: string, reason: string, cause?: unknown): SourceError {
  return new SourceError('FEED_UNREADABLE', `${place}: ${reason}`, {
    cause,
    hint: 'Fetch the feed again, or take its setting away: without it, what it would block cannot be told.',
  });
}
