import type { OsvAffected, OsvRange, OsvRecord } from '../advisories/osv-record.ts';
import type { PackageQuery } from '../advisories/source.ts';
import { parentEcosystem } from '../advisories/source.ts';
import { FAMILIES } from '../families.ts';
import type { VersionScheme } from '../versions/scheme.ts';
import { semver } from '../versions/semver.ts';
import { judgeModule } from './modular.ts';
import { normalName } from './names.ts';
import { judgeRange } from './range.ts';

export type Judgement =
  | {
      readonly result: 'affected';
      /** The rows of the record that say so. */
      readonly rows: readonly OsvAffected[];
      /** Versions that the record calls fixed and that it does not call affected, lowest first. */
      readonly fixedIn: readonly string[];
    }
  | { readonly result: 'unaffected' }
  /** `about`: `module` when it is the package that cannot be told, the same for each record. */
  | { readonly result: 'unknown'; readonly reason: string; readonly about?: 'module' };

type RowVerdict = Exclude<Judgement, { result: 'affected' }> | { readonly result: 'affected' };

/** Distributions write each version in one way, and list thousands of them: there the text is enough. */
const SEVERAL_SPELLINGS: ReadonlySet<string> = new Set([
  'gem',
  'go',
  'maven',
  'nuget',
  'packagist',
  'pep440',
  'semver',
]);

const UNAFFECTED = { result: 'unaffected' } as const;

/**
 * Whether a record says that a package is affected. Only rows of exactly the ecosystem and release asked for
 * count: a fix that only Ubuntu Pro has, or another release, says nothing about this one.
 */
export function judge(
  record: OsvRecord,
  query: PackageQuery,
  scheme: VersionScheme,
  binary = query.name,
): Judgement {
  if (typeof record.withdrawn === 'string' && record.withdrawn !== '') return UNAFFECTED;
  const rows = record.affected.filter((row) => concerns(row, query) && meansBinary(row, binary));
  const affected: OsvAffected[] = [];
  let unknown: string | null = null;
  let module: string | null = null;
  for (const row of rows) {
    const modules = judgeModule(record, row, { module: query.module ?? null, version: query.version });
    if (modules.kind === 'other') continue;
    if (modules.kind === 'unknown') {
      module ??= modules.reason;
      continue;
    }
    const verdict = judgeRow(row, query.version, scheme);
    if (verdict.result === 'affected') affected.push(row);
    else if (verdict.result === 'unknown') unknown ??= verdict.reason;
  }
  if (affected.length > 0) {
    return { result: 'affected', rows: affected, fixedIn: fixedVersions(affected, query.version, scheme) };
  }
  if (unknown !== null) return { result: 'unknown', reason: unknown };
  return module === null ? UNAFFECTED : { result: 'unknown', reason: module, about: 'module' };
}

/**
 * SUSE names the source package, and lists which of the packages built from it are meant: `binaries` is a list of
 * objects whose members are their names.
 */
function meansBinary(row: OsvAffected, binary: string): boolean {
  if (FAMILIES.get(parentEcosystem(row.package?.ecosystem ?? ''))?.listsBinaries !== true) return true;
  const specific = row.ecosystem_specific;
  if (typeof specific !== 'object' || specific === null || !Object.hasOwn(specific, 'binaries')) return true;
  const binaries: unknown = Reflect.get(specific, 'binaries');
  if (!Array.isArray(binaries) || binaries.length === 0) return true;
  return binaries.some(
    (one: unknown) => typeof one === 'object' && one !== null && Object.hasOwn(one, binary),
  );
}

function concerns(row: OsvAffected, query: PackageQuery): boolean {
  if (row.package === null || row.package === undefined) return false;
  const { ecosystem, name } = row.package;
  return ecosystem === query.ecosystem && normalName(ecosystem, name) === normalName(ecosystem, query.name);
}

/** Listed versions and ranges are alternatives: one of them is enough. Commits (`GIT`) are no versions. */
function judgeRow(row: OsvAffected, version: string, scheme: VersionScheme): RowVerdict {
  if (isListed(row.versions, version, scheme)) return { result: 'affected' };
  const ranges = row.ranges.filter((range) => range.type !== 'GIT');
  if (ranges.length === 0 && row.versions.length === 0) {
    return { result: 'unknown', reason: 'it lists neither versions nor ranges of versions' };
  }
  let unknown = ranges.length === 0 ? unreadableVersion(row.versions, scheme) : null;
  for (const range of ranges) {
    const verdict = judgeTyped(range, version, scheme);
    if (verdict.result === 'affected') return { result: 'affected' };
    if (verdict.result === 'unknown') unknown ??= verdict.reason;
  }
  return unknown === null ? UNAFFECTED : { result: 'unknown', reason: unknown };
}

/** A list is all that such a row has: one that says `<= 1.0` as if it were a version would affect nothing. */
function unreadableVersion(versions: readonly string[], scheme: VersionScheme): string | null {
  const text = versions.find((version) => !scheme.parse(version).ok);
  return text === undefined ? null : `its list of versions has "${text}", which is no ${scheme.id} version`;
}

function judgeTyped(range: OsvRange, version: string, ecosystemScheme: VersionScheme): RowVerdict {
  const scheme = schemeOf(range, ecosystemScheme);
  if (scheme === null) return { result: 'unknown', reason: `its range has the unknown type "${range.type}"` };
  const parsed = scheme.parse(version);
  if (!parsed.ok) {
    return { result: 'unknown', reason: `"${version}" is no ${scheme.id} version: ${parsed.reason}` };
  }
  return judgeRange(range, parsed.version, scheme);
}

function schemeOf(range: OsvRange, ecosystemScheme: VersionScheme): VersionScheme | null {
  if (range.type === 'ECOSYSTEM') return ecosystemScheme;
  return range.type === 'SEMVER' ? semver : null;
}

/** Where the same version is written in several ways (`1.0` and `1.0.0`), the list is read by value. */
function isListed(versions: readonly string[], version: string, scheme: VersionScheme): boolean {
  if (versions.includes(version)) return true;
  if (!SEVERAL_SPELLINGS.has(scheme.id)) return false;
  const parsed = scheme.parse(version);
  if (!parsed.ok) return false;
  return versions.some((text) => {
    const listed = scheme.parse(text);
    return listed.ok && scheme.compare(parsed.version, listed.version) === 0;
  });
}

function fixedVersions(
  rows: readonly OsvAffected[],
  installed: string,
  scheme: VersionScheme,
): readonly string[] {
  const fixed = new Set<string>();
  for (const row of rows) {
    for (const range of row.ranges) {
      if (range.type === 'GIT') continue;
      for (const event of range.events) {
        if (event.fixed !== undefined) fixed.add(event.fixed);
      }
    }
  }
  const above = [...fixed].filter(
    (text) =>
      compareTexts(installed, text, scheme) < 0 &&
      rows.every((row) => judgeRow(row, text, scheme).result === 'unaffected'),
  );
  return above.sort((a, b) => compareTexts(a, b, scheme));
}

/** What does not parse sorts as equal: it is never above the installed version. */
function compareTexts(a: string, b: string, scheme: VersionScheme): number {
  const left = scheme.parse(a);
  const right = scheme.parse(b);
  return left.ok && right.ok ? scheme.compare(left.version, right.version) : 0;
}
