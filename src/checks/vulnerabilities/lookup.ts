import type { AdvisorySourceInfo } from '../../model/report.ts';
import type { Unknown } from '../../model/outcome.ts';
import type { OsvRecord } from './advisories/osv-record.ts';
import type { AdvisorySource, LookupResult, PackageQuery } from './advisories/source.ts';
import { laterTime } from './advisories/source.ts';

/** What all sources together know. */
export interface Answers {
  /** For each query, in their order. A record that several sources have is there once, in its latest form. */
  readonly records: readonly (readonly OsvRecord[])[];
  /** Ecosystems that no source covers, each with the reasons. */
  readonly notCovered: ReadonlyMap<string, string>;
  readonly unknowns: readonly Unknown[];
  readonly advisories: readonly AdvisorySourceInfo[];
}

/** Asks every source. One that fails fails them all: without it, what it knows would count as safe. */
export async function lookupAll(
  sources: readonly AdvisorySource[],
  queries: readonly PackageQuery[],
  signal: AbortSignal,
): Promise<Answers> {
  const results: LookupResult[] = [];
  if (queries.length > 0) {
    for (const source of sources) results.push(await source.lookup(queries, signal));
  }
  return {
    records: queries.map((_query, index) =>
      mergeRecords(results.map((result) => result.records[index] ?? [])),
    ),
    notCovered: notCoveredByAny(queries, results),
    unknowns: results.flatMap((result) =>
      result.unreadable.map(({ id, reason }): Unknown => ({
        step: 'vulnerabilities',
        place: id,
        reason: `the advisory cannot be read: ${reason}`,
      })),
    ),
    advisories: results.map((result) => result.info),
  };
}

function mergeRecords(lists: readonly (readonly OsvRecord[])[]): readonly OsvRecord[] {
  const byId = new Map<string, OsvRecord>();
  for (const record of lists.flat()) {
    const known = byId.get(record.id);
    // Of equals, that of the first source stays.
    if (known !== undefined && laterTime(known.modified, record.modified) === known.modified) continue;
    byId.set(record.id, record);
  }
  return [...byId.values()];
}

function notCoveredByAny(
  queries: readonly PackageQuery[],
  results: readonly LookupResult[],
): ReadonlyMap<string, string> {
  const notCovered = new Map<string, string>();
  for (const { ecosystem } of queries) {
    const reasons = results.flatMap((result) => result.notCovered.get(ecosystem) ?? []);
    if (reasons.length < results.length) continue;
    notCovered.set(ecosystem, reasons.length === 0 ? 'there is no source of advisories' : reasons.join('; '));
  }
  return notCovered;
}
