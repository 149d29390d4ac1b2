import { resolve } from 'node:path';
import type { AdvisorySource } from '../advisories/source.ts';
import { fetchFeed } from './fetch-feed.ts';
import type { FeedId, Feeds } from './feeds.ts';

export interface OpenFeedsOptions {
  /** File relative to `cwd`, or address; null: what the bundles have. */
  readonly kev: string | null;
  readonly epss: string | null;
  readonly failOnKev?: boolean;
  readonly failOnEpss?: number | null;
  readonly cwd: string;
  readonly now: Date;
}

/** The feeds that the settings name, else those of the first source that has one. Asks nothing yet. */
export function openFeeds(
  sources: readonly AdvisorySource[],
  options: OpenFeedsOptions,
): { readonly feeds: Feeds; readonly requiredFeeds: readonly FeedId[] } {
  const { failOnKev = false, failOnEpss = null } = options;
  return {
    feeds: { kev: feedOf('kev', sources, options), epss: feedOf('epss', sources, options) },
    requiredFeeds: [
      ...(failOnKev ? ['kev' as const] : []),
      ...(failOnEpss === null ? [] : ['epss' as const]),
    ],
  };
}

function feedOf(id: FeedId, sources: readonly AdvisorySource[], options: OpenFeedsOptions): Feeds[FeedId] {
  const from = options[id];
  const { cwd, now } = options;
  if (from !== null) return (signal) => fetchFeed(from, { file: resolve(cwd, from), now, signal });
  return async (signal) => {
    for (const source of sources) {
      const feed = (await source.feed?.(id, signal)) ?? null;
      if (feed !== null) return feed;
    }
    return null;
  };
}
