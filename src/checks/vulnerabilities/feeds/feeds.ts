import type { Finding } from '../../../model/finding.ts';
import type { AdvisorySourceInfo } from '../../../model/report.ts';
import { SourceError } from '../../../model/errors.ts';
import type { Epss } from './epss.ts';
import { parseEpss } from './epss.ts';
import type { FeedText } from './fetch-feed.ts';
import type { Kev } from './kev.ts';
import { parseKev } from './kev.ts';

export type FeedId = 'kev' | 'epss';

/** Feeds that say more of a vulnerability. Each gives its text; null: there is none, and findings say null. */
export type Feeds = Readonly<Record<FeedId, (signal: AbortSignal) => Promise<FeedText | null>>>;

export const NO_FEEDS: Feeds = { kev: async () => null, epss: async () => null };

export interface Enriched {
  readonly findings: readonly Finding[];
  readonly feeds: readonly AdvisorySourceInfo[];
}

/**
 * Says of each vulnerability whether it is exploited, and how likely that is, by its CVE or the CVEs among its
 * aliases: the worst of them. `required` feeds are those that the policy judges by.
 * Throws `SourceError` FEED_MISSING, FEED_UNREADABLE, and what the feeds throw.
 */
export async function enrich(
  findings: readonly Finding[],
  feeds: Feeds,
  options: { readonly required: readonly FeedId[]; readonly signal: AbortSignal },
): Promise<Enriched> {
  const { required, signal } = options;
  const read = async (id: FeedId): Promise<FeedText | null> => {
    const feed = await feeds[id](signal);
    if (feed === null && required.includes(id)) throw missing(id);
    return feed;
  };
  const [kevText, epssText] = [await read('kev'), await read('epss')];
  const kev = kevText === null ? null : parseKev(kevText.text, kevText.from);
  const wanted = new Set(findings.flatMap(cvesOf));
  const epss = epssText === null ? null : parseEpss(epssText.text, epssText.from, wanted);
  return {
    findings:
      kev === null && epss === null ? findings : findings.map((finding) => withFeeds(finding, kev, epss)),
    feeds: [
      ...(kevText === null ? [] : [infoOf('KEV', kevText, kev?.newest ?? null)]),
      ...(epssText === null ? [] : [infoOf('EPSS', epssText, epss?.newest ?? null)]),
    ],
  };
}

function withFeeds(finding: Finding, kev: Kev | null, epss: Epss | null): Finding {
  const cves = cvesOf(finding);
  const known = cves.flatMap((cve) => kev?.entries.get(cve) ?? []);
  const [worst] = cves.flatMap((cve) => epss?.entries.get(cve) ?? []).sort((a, b) => b.epss - a.epss);
  return {
    ...finding,
    ...(kev === null ? {} : { kev: known.length > 0, ransomware: known.includes(true) }),
    ...(worst === undefined ? {} : { epss: worst.epss, epssPercentile: worst.percentile }),
  };
}

function cvesOf({ rule, aliases }: Finding): readonly string[] {
  return [rule, ...aliases].filter((id) => id.startsWith('CVE-'));
}

function infoOf(name: string, { from, retrievedAt }: FeedText, newest: string | null): AdvisorySourceInfo {
  return { source: `${name}: ${from}`, retrievedAt: retrievedAt.toISOString(), newest };
}

function missing(id: FeedId): SourceError {
  return new SourceError('FEED_MISSING', `fail-on-${id} is set, and there is no ${id.toUpperCase()} feed`, {
    hint: `Set ${id} to a file or address, or use a bundle that was built with --${id}.`,
  });
}
