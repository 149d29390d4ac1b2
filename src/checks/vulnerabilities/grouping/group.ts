import type { OsvAffected, OsvRecord } from '../advisories/osv-record.ts';
import { identityOf, isBulletin, isCve } from './identity.ts';

/** A record that affects the component at hand. */
export interface Match {
  readonly record: OsvRecord;
  readonly rows: readonly OsvAffected[];
  readonly fixedIn: readonly string[];
}

/** One vulnerability of one component, with every record that tells of it. */
export interface VulnerabilityGroup {
  /** The CVE when there is one, else the GHSA id, else the record's own. */
  readonly rule: string;
  /** All its other ids, sorted. */
  readonly aliases: readonly string[];
  readonly matches: readonly Match[];
}

/**
 * Sorts the records of one component by vulnerability: aliases are merged, and a bulletin that fixes several
 * CVEs counts to each of them. In the order of the rule ids.
 */
export function groupMatches(matches: readonly Match[]): readonly VulnerabilityGroup[] {
  const sets = new AliasSets();
  for (const { record } of matches) sets.merge(identityOf(record).same);
  const groups = new Map<string, Match[]>();
  for (const match of matches) {
    for (const root of rootsOf(match.record, sets)) {
      groups.set(root, [...(groups.get(root) ?? []), match]);
    }
  }
  return [...groups]
    .map(([root, members]) => toGroup(sets.members(root), members))
    .sort((a, b) => (a.rule < b.rule ? -1 : 1));
}

/** A record whose aliases lead to a CVE is that CVE, whatever it says to be upstream. */
function rootsOf(record: OsvRecord, sets: AliasSets): readonly string[] {
  const { parents } = identityOf(record);
  const own = sets.root(record.id);
  if (parents.length === 0 || (!isBulletin(record.id) && sets.members(own).some(isCve))) return [own];
  return [...new Set(parents.map((cve) => sets.root(cve)))];
}

function toGroup(ids: readonly string[], matches: readonly Match[]): VulnerabilityGroup {
  const recordIds = matches.map((match) => match.record.id);
  const all = [...new Set([...ids, ...recordIds])].sort();
  const rule =
    all.find(isCve) ??
    all.find((id) => id.startsWith('GHSA-')) ??
    all.find((id) => recordIds.includes(id)) ??
    '';
  return { rule, aliases: all.filter((id) => id !== rule), matches };
}

/** Ids that mean the same, merged as they are found: `aliases` are symmetric and transitive. */
class AliasSets {
  readonly #parents = new Map<string, string>();
  readonly #members = new Map<string, string[]>();

  merge(ids: readonly string[]): void {
    const [first, ...rest] = ids;
    if (first === undefined) return;
    for (const id of rest) this.#join(this.root(first), this.root(id));
  }

  root(id: string): string {
    let root = id;
    for (let next = this.#parents.get(root); next !== undefined; next = this.#parents.get(root)) root = next;
    return root;
  }

  members(root: string): readonly string[] {
    return this.#members.get(root) ?? [root];
  }

  #join(a: string, b: string): void {
    if (a === b) return;
    const left = this.members(a);
    const right = this.members(b);
    const [root, child] = left.length >= right.length ? [a, b] : [b, a];
    this.#parents.set(child, root);
    this.#members.set(root, [...left, ...right]);
    this.#members.delete(child);
  }
}
