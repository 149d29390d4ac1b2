import { z } from 'zod';
import { badFeed } from './bad-feed.ts';
import { parseCsv } from './csv.ts';

/** CISA's catalogue of vulnerabilities that are exploited. */
export interface Kev {
  /** CVE → whether ransomware is known to use it. */
  readonly entries: ReadonlyMap<string, boolean>;
  /** When the catalogue was released, or its newest entry was added. ISO 8601. */
  readonly newest: string | null;
}

const CVE = /^CVE-\d{4}-\d{4,}$/u;
const DATE = /^\d{4}-\d{2}-\d{2}/u;

const catalogue = z.object({
  dateReleased: z.string().nullish(),
  vulnerabilities: z.array(
    z.object({
      cveID: z.string(),
      dateAdded: z.string().nullish(),
      knownRansomwareCampaignUse: z.string().nullish(),
    }),
  ),
});

type Row = z.infer<typeof catalogue>['vulnerabilities'][number];

/**
 * Reads the catalogue as JSON or as CSV. Source: CISA, "Known Exploited Vulnerabilities Catalog", JSON schema.
 * `place` is for messages. Throws `SourceError` FEED_UNREADABLE.
 */
export function parseKev(text: string, place: string): Kev {
  const { rows, released } = /^\s*\{/u.test(text) ? fromJson(text, place) : fromCsv(text, place);
  const entries = new Map<string, boolean>();
  let newest = released;
  for (const { cveID, dateAdded, knownRansomwareCampaignUse } of rows) {
    if (!CVE.test(cveID))
      throw badFeed(place, `the catalogue has an entry that is no CVE: "${cveID.slice(0, 40)}"`);
    entries.set(cveID, knownRansomwareCampaignUse === 'Known');
    if (released === null && typeof dateAdded === 'string' && dateAdded > (newest ?? '')) newest = dateAdded;
  }
  // An empty catalogue would say that nothing is exploited.
  if (entries.size === 0) throw badFeed(place, 'the catalogue has no entries');
  return { entries, newest: toIso(newest) };
}

/** The catalogue with what is read of it, as CSV: for a bundle. */
export function shortKev(kev: Kev): string {
  const lines = [...kev.entries].map(([cve, ransomware]) => `${cve},${ransomware ? 'Known' : 'Unknown'}`);
  return `cveID,knownRansomwareCampaignUse\n${lines.join('\n')}\n`;
}

function fromJson(
  text: string,
  place: string,
): { readonly rows: readonly Row[]; readonly released: string | null } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw badFeed(place, 'the catalogue is not whole JSON', error);
  }
  const read = catalogue.safeParse(value);
  if (!read.success) throw badFeed(place, 'it is not the catalogue of known exploited vulnerabilities');
  return { rows: read.data.vulnerabilities, released: read.data.dateReleased ?? null };
}

function fromCsv(text: string, place: string): { readonly rows: readonly Row[]; readonly released: null } {
  const [header, ...rows] = parseCsv(text.replace(/^\uFEFF/u, '')) ?? [];
  const [id, added, ransomware] = ['cveID', 'dateAdded', 'knownRansomwareCampaignUse'].map(
    (name) => header?.indexOf(name) ?? -1,
  );
  if (header === undefined || id === undefined || id < 0 || ransomware === undefined || ransomware < 0) {
    throw badFeed(place, 'it is not the catalogue of known exploited vulnerabilities');
  }
  if (rows.some((row) => row.length !== header.length))
    throw badFeed(place, 'a line of the catalogue is cut');
  return {
    rows: rows.map((row) => ({
      cveID: row[id] ?? '',
      dateAdded: row[added ?? -1],
      knownRansomwareCampaignUse: row[ransomware],
    })),
    released: null,
  };
}

function toIso(date: string | null): string | null {
  return date === null || !DATE.test(date) || Number.isNaN(Date.parse(date))
    ? null
    : new Date(date).toISOString();
}
