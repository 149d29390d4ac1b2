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

interface Asked {
  readonly query: PackageQuery;
  readonly records: readonly OsvRecord[];
}

/**
 * Judges every record that a source gave for a component, under each name that was asked about. A version that the
 * scheme does not know is one unknown of the component, whatever the number of its records; exactly listed versions
 * still match. A record that answers two names counts once.
 */
export function matchRecords(input: {
  readonly component: Component;
  readonly asked: readonly Asked[];
  readonly scheme: VersionScheme;
}): Matched {
  const { component, asked, scheme } = input;
  const matches = new Map<string, Match>();
  const reasons = new Set<string>();
  const modules = new Set<string>();
  for (const { query, records } of asked) {
    const parsed = scheme.parse(query.version);
    if (!parsed.ok) reasons.add(`"${query.version}" is no ${scheme.id} version: ${parsed.reason}`);
    for (const record of records) {
      const judgement = judge(record, query, scheme, component.name);
      if (judgement.result === 'affected') {
        const known = matches.get(record.id);
        const rows = [...new Set([...(known?.rows ?? []), ...judgement.rows])];
        const fixedIn = [...new Set([...(known?.fixedIn ?? []), ...judgement.fixedIn])];
        matches.set(record.id, { record, rows, fixedIn });
      } else if (judgement.result === 'unknown' && parsed.ok) {
        if (judgement.about === 'module') modules.add(judgement.reason);
        else reasons.add(`${record.id} cannot be judged: ${judgement.reason}`);
      }
    }
  }
  return {
    matches: [...matches.values()],
    unknowns: [...reasons, ...modules].map((reason) => ({
      step: 'vulnerabilities',
      place: component.purl,
      reason,
    })),
  };
}
