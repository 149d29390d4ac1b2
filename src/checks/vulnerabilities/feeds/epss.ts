import { badFeed } from './bad-feed.ts';

/** How likely exploitation is in the next 30 days, and how many of all are no likelier; both 0 to 1. */
export interface EpssScore {
  readonly epss: number;
  readonly percentile: number;
}

export interface Epss {
  readonly entries: ReadonlyMap<string, EpssScore>;
  readonly count: number;
  /** The day the scores are for. ISO 8601. */
  readonly newest: string | null;
}

const HEADER = 'cve,epss,percentile';
const LINE = /^(CVE-\d{4}-\d{4,}),(\d(?:\.\d{1,12})?(?:e-\d{1,2})?),(\d(?:\.\d{1,12})?(?:e-\d{1,2})?)$/u;
const SCORE_DATE = /score_date:(\d{4}-\d{2}-\d{2}(?:T[\d:]+(?:Z|[+-]\d{2}:?\d{2}))?)/u;

/**
 * Reads the scores of FIRST as CSV; every line is checked, and `wanted` are kept (null: all).
 * Source: FIRST, "EPSS data", format of epss_scores-*.csv. Throws `SourceError` FEED_UNREADABLE.
 */
export function parseEpss(text: string, place: string, wanted: ReadonlySet<string> | null): Epss {
  const entries = new Map<string, EpssScore>();
  let newest: string | null = null;
  let hasHeader = false;
  let count = 0;
  for (const line of lines(text)) {
    if (line === '') continue;
    if (line.startsWith('#')) newest ??= dateIn(line);
    else if (!hasHeader) {
      if (line !== HEADER) throw badFeed(place, 'it is not a list of EPSS scores');
      hasHeader = true;
    } else {
      const [, cve = '', epss, percentile] = LINE.exec(line) ?? [];
      const score = { epss: Number(epss), percentile: Number(percentile) };
      if (!isShare(score.epss) || !isShare(score.percentile)) {
        throw badFeed(place, `a line is no score: "${line.slice(0, 60)}"`);
      }
      count += 1;
      if (wanted === null || wanted.has(cve)) entries.set(cve, score);
    }
  }
  if (count === 0) throw badFeed(place, 'the list of EPSS scores is empty');
  return { entries, count, newest };
}

function* lines(text: string): Generator<string> {
  let start = 0;
  while (start < text.length) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    yield text.slice(start, text[end - 1] === '\r' ? end - 1 : end);
    start = end + 1;
  }
}

function isShare(value: number): boolean {
  return value >= 0 && value <= 1;
}

function dateIn(line: string): string | null {
  const date = SCORE_DATE.exec(line)?.[1];
  return date === undefined || Number.isNaN(Date.parse(date)) ? null : new Date(date).toISOString();
}
