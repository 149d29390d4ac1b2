import type { OsvRecord } from '../osv-record.ts';

/** Pages that every finding links to without being told. */
const KNOWN_PAGES = /^https?:\/\/(?:osv\.dev|nvd\.nist\.gov)\//u;
/** The advisory itself, as its writers publish it, is worth its bytes; the rest is a click away on OSV's page. */
const KEPT_KIND = 'ADVISORY';
const MAX_URL = 120;

/** At most one address of a record. */
export function slimReferences(record: OsvRecord): OsvRecord['references'] {
  const first = record.references.find(
    ({ type, url }) => type === KEPT_KIND && url.length <= MAX_URL && !KNOWN_PAGES.test(url),
  );
  return first === undefined ? [] : [{ type: KEPT_KIND, url: first.url }];
}
