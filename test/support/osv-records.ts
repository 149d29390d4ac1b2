import { readRecord } from '../../src/checks/vulnerabilities/advisories/osv-record.ts';
import type { OsvRecord } from '../../src/checks/vulnerabilities/advisories/osv-record.ts';

export interface RecordParts {
  readonly id?: string;
  /** `Alpine:v3.10 openssl`: ecosystem, a space, the package's name. */
  readonly of?: string;
  /** Events of the one range: `['introduced 0', 'fixed 1.2']`. */
  readonly range?: readonly string[];
  readonly [field: string]: unknown;
}

/** A record as JSON would give it: one row for one package, with any field changed or added. */
export function rawRecord(parts: RecordParts = {}): Record<string, unknown> {
  const { id = 'ALPINE-CVE-2019-1547', of, range, ...fields } = parts;
  const row = rawRow(of ?? 'Alpine:v3.10 openssl', range ?? ['introduced 0', 'fixed 1.1.1d-r0']);
  return { id, modified: '2020-06-08T00:00:00Z', affected: [row], ...fields };
}

/** One entry of `affected`. */
export function rawRow(of: string, range: readonly string[], type = 'ECOSYSTEM'): Record<string, unknown> {
  const space = of.lastIndexOf(' ');
  const events = range.map((event) => {
    const [kind = '', version = ''] = event.split(' ');
    return { [kind]: version };
  });
  return {
    package: { ecosystem: of.slice(0, space), name: of.slice(space + 1) },
    ranges: [{ type, events }],
  };
}

export function aRecord(parts: RecordParts = {}): OsvRecord {
  const read = readRecord(rawRecord(parts));
  if (!read.ok) throw new Error(read.reason);
  return read.record;
}
