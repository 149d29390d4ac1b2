import type { OsvRecord } from '../advisories/osv-record.ts';

const CVE = /^CVE-\d{4}-\d{4,}$/u;
/** `DEBIAN-CVE-2024-1`, `ALPINE-CVE-2024-1`, `UBUNTU-CVE-2024-1`: one distribution's view of one CVE. */
const VIEW_OF_CVE = /^[A-Z]+-(CVE-\d{4}-\d{4,})$/u;
/** Notices of distributions: one update, which may fix several CVEs. */
const BULLETIN =
  /^(?:DSA|DLA|DTSA|USN|LSN|ALSA|ALBA|ALEA|RLSA|RXSA|RHSA|RHBA|RHEA|MGASA|OESA|(?:open)?SUSE-[A-Z]+)-/u;
/** Notices of updates that mend or add something else. */
const NO_SECURITY = /^(?:ALBA|ALEA|RHBA|RHEA|RLBA|RLEA)-/u;

/** Ids that all name the vulnerability of a record, and the vulnerabilities that a bulletin is about. */
export interface Identity {
  /** The record's own id first. */
  readonly same: readonly string[];
  /** Only of records that are not themselves one vulnerability: the CVEs that they fix. */
  readonly parents: readonly string[];
}

/**
 * `aliases` are the same vulnerability; `upstream` is what a distribution's record is about; `related` is
 * followed only for bulletins, whose writers put their CVEs there (AlmaLinux, Rocky Linux).
 * Source: OSV schema 1.7, "aliases", "upstream", "related".
 */
export function identityOf(record: OsvRecord): Identity {
  const own = [record.id, ...viewed(record.id)];
  if (!isBulletin(record.id)) {
    const same = [...own, ...record.aliases.flatMap((id) => [id, ...viewed(id)])];
    return { same, parents: same.some(isCve) ? [] : cves(record.upstream) };
  }
  const named = cves([...record.upstream, ...record.aliases]);
  const parents = named.length > 0 ? named : cves(record.related);
  return { same: [...own, ...record.aliases.filter((id) => cves([id]).length === 0)], parents };
}

export function isCve(id: string): boolean {
  return CVE.test(id);
}

export function isBulletin(id: string): boolean {
  return BULLETIN.test(id);
}

/** A notice that is not about security: it is one all the same when it names a CVE. */
export function isOtherUpdate(record: OsvRecord): boolean {
  return NO_SECURITY.test(record.id) && identityOf(record).parents.length === 0;
}

function cves(ids: readonly string[]): readonly string[] {
  return [...new Set(ids.flatMap((id) => (isCve(id) ? [id] : viewed(id))))];
}

function viewed(id: string): readonly string[] {
  const cve = VIEW_OF_CVE.exec(id)?.[1];
  return cve === undefined ? [] : [cve];
}
