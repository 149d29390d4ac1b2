import type { OsvRecord } from './advisories/osv-record.ts';
import type { VulnerabilityGroup } from './grouping/group.ts';
import { isCve } from './grouping/identity.ts';

const MAX_REFERENCES = 10;
const MAX_URL = 2000;
/** The kinds of links that help most, best first. */
const KINDS: readonly string[] = ['ADVISORY', 'FIX', 'REPORT', 'ARTICLE', 'WEB'];

/** A few addresses where a person can read on: OSV's page of each record, NVD's of the CVE, then its links. */
export function referencesOf(group: VulnerabilityGroup): readonly string[] {
  const pages = group.matches.map(
    ({ record }) => `https://osv.dev/vulnerability/${encodeURIComponent(record.id)}`,
  );
  const nvd = isCve(group.rule) ? [`https://nvd.nist.gov/vuln/detail/${group.rule}`] : [];
  const links = group.matches.flatMap(({ record }) => linksOf(record));
  return [...new Set([...pages, ...nvd, ...links])].slice(0, MAX_REFERENCES);
}

function linksOf(record: OsvRecord): readonly string[] {
  return record.references
    .map((reference) => ({ rank: KINDS.indexOf(reference.type ?? ''), url: webAddress(reference.url) }))
    .filter((link) => link.rank >= 0)
    .sort((a, b) => a.rank - b.rank)
    .flatMap((link) => link.url ?? []);
}

/** Null for what is not http or https: it would be shown as a link. */
function webAddress(text: string): string | null {
  if (text.length > MAX_URL || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}
