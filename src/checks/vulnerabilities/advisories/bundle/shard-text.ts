import type { OsvAffected, OsvEvent, OsvRange, OsvRecord } from '../osv-record.ts';

/**
 * The text of a shard is JSON: `{ records, rows, packages }`. Rows that say the same are there once; a package
 * is `[name, record, row, record, row, …]` with places in the two lists. docs/advisories-bundle.md has the form.
 */
export interface ShardText {
  readonly records: readonly unknown[];
  readonly rows: readonly unknown[];
  readonly packages: readonly (readonly [string, ...number[]])[];
}

type SlimRow = Omit<OsvAffected, 'package'>;
type SlimRecord = Omit<OsvRecord, 'affected'>;

const EVENTS = [
  ['i', 'introduced'],
  ['f', 'fixed'],
  ['l', 'last_affected'],
  ['x', 'limit'],
] as const;

const TYPES = [
  ['E', 'ECOSYSTEM'],
  ['S', 'SEMVER'],
] as const;

/** A list of members, without the empty ones at its end. */
export function packRecord(record: SlimRecord): readonly unknown[] {
  return trimmed([
    record.id,
    record.modified,
    record.aliases,
    record.upstream,
    record.summary ?? 0,
    record.severity.map(({ type, score }) => [type, score]),
    record.references.map(({ type, url }) => [type ?? '', url]),
    record.related,
    record.database_specific ?? 0,
    record.details ?? 0,
  ]);
}

export function unpackRecord(value: unknown): unknown {
  const [id, modified, aliases, upstream, summary, severity, references, related, database, details] =
    members(value);
  return {
    id,
    modified,
    aliases,
    upstream,
    related,
    summary: summary === 0 ? null : summary,
    details: details === 0 ? null : details,
    severity: unpackSeverity(severity),
    references: members(references).map((pair) => ({ type: members(pair)[0], url: members(pair)[1] })),
    database_specific: database === 0 ? undefined : database,
  };
}

export function packRow(row: SlimRow): readonly unknown[] {
  return trimmed([
    row.ranges.map(packRange),
    row.versions,
    row.severity.map(({ type, score }) => [type, score]),
    row.ecosystem_specific ?? 0,
    row.database_specific ?? 0,
  ]);
}

export function unpackRow(value: unknown): Readonly<Record<string, unknown>> {
  const [ranges, versions, severity, ecosystem, database] = members(value);
  return {
    ranges: members(ranges).map(unpackRange),
    versions,
    severity: unpackSeverity(severity),
    ecosystem_specific: ecosystem === 0 ? undefined : ecosystem,
    database_specific: database === 0 ? undefined : database,
  };
}

/** `[type, kind, version, kind, version, …]`, with one letter for the usual types and for kinds. */
function packRange({ type, events }: OsvRange): readonly string[] {
  const short = TYPES.find(([, name]) => name === type)?.[0] ?? type;
  return [short, ...events.flatMap(packEvent)];
}

function packEvent(event: OsvEvent): readonly string[] {
  for (const [letter, name] of EVENTS) {
    const version = event[name];
    if (version !== undefined) return [letter, version];
  }
  return ['', ''];
}

function unpackRange(value: unknown): unknown {
  const [type, ...rest] = members(value);
  const events: unknown[] = [];
  for (let at = 0; at < rest.length; at += 2) {
    const name = EVENTS.find(([letter]) => letter === rest[at])?.[1];
    // An event that says nothing is refused where the record is checked.
    events.push(name === undefined ? {} : { [name]: rest[at + 1] });
  }
  return { type: TYPES.find(([letter]) => letter === type)?.[1] ?? type, events };
}

function unpackSeverity(value: unknown): unknown {
  return members(value).map((pair) => ({ type: members(pair)[0], score: members(pair)[1] }));
}

function trimmed(values: readonly unknown[]): readonly unknown[] {
  let length = values.length;
  while (length > 0 && isEmpty(values[length - 1])) length -= 1;
  return values.slice(0, length);
}

function isEmpty(value: unknown): boolean {
  return value === 0 || (Array.isArray(value) && value.length === 0);
}

function members(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
