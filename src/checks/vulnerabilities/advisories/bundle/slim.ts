import type { OsvAffected, OsvEvent, OsvRecord } from '../osv-record.ts';
import { textMember } from '../osv-record.ts';
import { parentEcosystem } from '../source.ts';
import { isBulletin } from '../../grouping/identity.ts';
import { isModularRow, modulesOf } from '../../matching/modular.ts';
import { judgeRange } from '../../matching/range.ts';
import { SCHEMES } from '../../versions/index.ts';
import type { VersionScheme } from '../../versions/scheme.ts';
import { semver } from '../../versions/semver.ts';
import { slimReferences } from './slim-references.ts';

/** Characters of a summary that are kept: titles are cut at 120. */
const MAX_SUMMARY = 160;

/** Members of the free-form objects that something reads; the others only make a bundle larger. */
const KEPT_MEMBERS = [
  'urgency',
  'ubuntu_priority',
  'severity',
  'binaries',
  'informational',
  'rpmmod',
  'module',
  'cpes',
] as const;

/** The record without its packages, and without what neither judging nor reporting needs. */
export function slimRecord(record: OsvRecord): Omit<OsvRecord, 'affected'> {
  const modules = record.affected.some(isModularRow) ? [...modulesOf(record)] : [];
  return {
    id: record.id,
    modified: record.modified,
    aliases: record.aliases,
    upstream: record.upstream,
    // Only bulletins are grouped by what they are related to.
    related: isBulletin(record.id) ? record.related : [],
    // A stream's name that is cut could be that of another stream.
    summary: (modules.length > 0 ? record.summary : record.summary?.slice(0, MAX_SUMMARY)) ?? null,
    // Of all the words, only the modules that they name are judged by.
    details: modules.length > 0 ? modules.join('\n') : null,
    severity: record.severity,
    references: slimReferences(record),
    database_specific: keptMembers(record.database_specific),
  };
}

/** The row without its package, commits, and the versions that its ranges already say. It judges the same. */
export function slimRow(
  row: OsvAffected,
  record: OsvRecord,
  ecosystem: string,
): Omit<OsvAffected, 'package'> {
  // It counts only where all rows say it, and a shard has only some of them.
  const isNotice = record.affected.every(
    (each) => textMember(each.database_specific, 'informational') !== null,
  );
  const ranges = row.ranges.filter((range) => range.type !== 'GIT');
  const slim = { ...row, ranges };
  return {
    ranges: ranges.map(({ type, events }) => ({ type, events: events.map(oneEvent) })),
    versions: saysRangesAll(slim, SCHEMES.get(parentEcosystem(ecosystem))) ? [] : row.versions,
    severity: row.severity,
    ecosystem_specific: keptMembers(row.ecosystem_specific),
    database_specific: keptMembers(row.database_specific, isNotice ? [] : ['informational']),
  };
}

/**
 * True when every listed version is in a range, by the scheme that also compares the list: then the list adds
 * nothing, however a version is written.
 */
function saysRangesAll(row: OsvAffected, scheme: VersionScheme | undefined): boolean {
  if (scheme === undefined) return false;
  const ranges = row.ranges.filter(
    ({ type }) => type === 'ECOSYSTEM' || (type === 'SEMVER' && scheme === semver),
  );
  if (ranges.length === 0) return false;
  return row.versions.every((text) => {
    const parsed = scheme.parse(text);
    return (
      parsed.ok && ranges.some((range) => judgeRange(range, parsed.version, scheme).result === 'affected')
    );
  });
}

function oneEvent(event: OsvEvent): OsvEvent {
  return Object.fromEntries(Object.entries(event).filter(([, version]) => version !== undefined));
}

function keptMembers(
  value: unknown,
  except: readonly string[] = [],
): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const kept = KEPT_MEMBERS.flatMap((name): [string, unknown][] =>
    Object.hasOwn(value, name) && !except.includes(name) ? [[name, Reflect.get(value, name)]] : [],
  );
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
