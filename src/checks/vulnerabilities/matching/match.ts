import type { Component } from '../../../model/component.ts';
import type { Unknown } from '../../../model/outcome.ts';
import type { OsvRecord } from '../advisories/osv-record.ts';
import type { PackageQuery } from '../advisories/source.ts';
import type { Match } from '../grouping/group.ts';
import type { VersionScheme } from '../versions/scheme.ts';
import { judge } from './judge.ts';

export interface Matched {
  readonly matches: readonly Match[];
  readonly unknowns: readonly Unknown[];
}

/**
 * Judges every record that a source gave for a component. A version that the scheme does not know is one
 * unknown of the component, whatever the number of its records; exactly listed versions still match.
 */
export function matchRecords(input: {
  readonly component: Component;
  readonly query: PackageQuery;
  readonly records: readonly OsvRecord[];
  readonly scheme: VersionScheme;
}): Matched {
  const { component, query, records, scheme } = input;
  const matches: Match[] = [];
  const unknowns: Unknown[] = [];
  const parsed = scheme.parse(query.version);
  if (!parsed.ok) {
    const reason = `"${query.version}" is no ${scheme.id} version: ${parsed.reason}`;
    unknowns.push({ step: 'vulnerabilities', place: component.purl, reason });
  }
  for (const record of records) {
    const judgement = judge(record, query, scheme);
    if (judgement.result === 'affected') {
      matches.push({ record, rows: judgement.rows, fixedIn: judgement.fixedIn });
    } else if (judgement.result === 'unknown' && parsed.ok) {
      const reason = `${record.id} cannot be judged: ${judgement.reason}`;
      unknowns.push({ step: 'vulnerabilities', place: component.purl, reason });
    }
  }
  return { matches, unknowns };
}
