import { LIMITS } from '../../../../util/limits.ts';
import { SourceError } from '../../../../model/errors.ts';
import type { Logger } from '../../../../util/log.ts';
import type { OsvRecord } from '../osv-record.ts';
import { parseRecord } from '../osv-record.ts';
import type { RecordFile } from '../record-files.ts';
import { skim } from '../skim.ts';
import { laterTime, parentEcosystem } from '../source.ts';
import { normalName } from '../../matching/names.ts';
import { pack } from './compress.ts';
import type { Packed } from './compress.ts';
import { licenceOf } from './licences.ts';
import type { BundleManifest, BundleShard } from './manifest.ts';
import { BUNDLE_SCHEMA } from './manifest.ts';
import { ShardBuilder } from './shard-builder.ts';
import { writeBundle } from './write.ts';

/** The export of one ecosystem, record by record. */
export interface EcosystemExport {
  /** Without release. */
  readonly ecosystem: string;
  /** Where it is from, for the manifest. */
  readonly from: string;
  readonly retrievedAt: Date;
  readonly records: (signal: AbortSignal) => AsyncIterable<RecordFile>;
}

/** A feed, ready to be stored. */
export interface PackedFeed {
  readonly about: Omit<BundleManifest['feeds'][number], keyof Omit<Packed, 'data'>>;
  readonly text: string;
}

export interface BuildOptions {
  readonly exports: AsyncIterable<EcosystemExport>;
  readonly feeds: readonly PackedFeed[];
  readonly output: string;
  readonly privateKeyPem: string | null;
  readonly tool: string;
  readonly now: Date;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

type Unreadable = BundleManifest['unreadable'][number];

/**
 * Builds a bundle, one ecosystem after the other, so that never more than one is in memory. Withdrawn records
 * and those without a package are left out; one that cannot be read is named in the manifest.
 * Throws what the exports throw, and what `writeBundle` throws.
 */
export async function buildBundle(
  options: BuildOptions,
): Promise<{ readonly manifest: BundleManifest; readonly bytes: number }> {
  const { output, privateKeyPem, tool, now, log, signal } = options;
  const parts = new Map<string, Buffer>();
  const sources: BundleManifest['sources'] = [];
  const shards: BundleShard[] = [];
  const unreadable: Unreadable[] = [];
  const feeds = options.feeds.map(({ about, text }) => {
    const { data, ...blob } = pack('feeds', text);
    parts.set(blob.path, data);
    return { ...about, ...blob };
  });
  for await (const source of options.exports) {
    const gathered = await gather(source, signal);
    for (const builder of gathered.builders) {
      for (const { text, ...about } of builder.shards()) {
        signal.throwIfAborted();
        const { data, ...blob } = pack('shards', text);
        parts.set(blob.path, data);
        shards.push({ ...about, ...blob });
      }
    }
    unreadable.push(...gathered.unreadable);
    if (unreadable.length > LIMITS.bundleUnreadable.value) throw tooMany(source.ecosystem);
    const { ecosystem, from, retrievedAt } = source;
    const { records, newest } = gathered;
    const about = {
      ecosystem,
      from,
      retrievedAt: retrievedAt.toISOString(),
      records,
      licence: licenceOf(ecosystem),
    };
    sources.push({ ...about, newest: toIso(newest) });
    log.info(`${ecosystem}: ${String(records)} advisories`);
  }
  const manifest = {
    schemaVersion: BUNDLE_SCHEMA,
    created: now.toISOString(),
    tool,
    sources,
    unreadable,
    shards,
    feeds,
  } as const;
  const { bytes } = await writeBundle({ output, manifest, parts, privateKeyPem });
  return { manifest, bytes };
}

interface Gathered {
  readonly builders: readonly ShardBuilder[];
  readonly unreadable: readonly Unreadable[];
  /** How many were kept. */
  readonly records: number;
  readonly newest: string | null;
}

async function gather(source: EcosystemExport, signal: AbortSignal): Promise<Gathered> {
  const { ecosystem: parent } = source;
  const builders = new Map<string, ShardBuilder>();
  const unreadable: Unreadable[] = [];
  let records = 0;
  let newest: string | null = null;
  for await (const { id, content } of source.records(signal)) {
    signal.throwIfAborted();
    const text = content.toString('utf8');
    const read = parseRecord(text);
    if (!read.ok) {
      unreadable.push({
        ecosystem: parent,
        id: id.slice(0, 200),
        reason: read.reason.slice(0, 500),
        names: namesIn(text, parent),
      });
      continue;
    }
    newest = laterTime(newest, read.record.modified);
    if (isWithdrawn(read.record)) continue;
    const ecosystems = ecosystemsOf(read.record, parent);
    if (ecosystems.size > 0) records += 1;
    for (const ecosystem of ecosystems) {
      const builder = builders.get(ecosystem) ?? new ShardBuilder(ecosystem);
      builders.set(ecosystem, builder);
      builder.add(read.record);
    }
  }
  const sorted = [...builders].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, builder]) => builder);
  return { builders: sorted, unreadable, records, newest };
}

function isWithdrawn(record: OsvRecord): boolean {
  return typeof record.withdrawn === 'string' && record.withdrawn !== '';
}

function ecosystemsOf(record: OsvRecord, parent: string): ReadonlySet<string> {
  const found = record.affected.flatMap((row) => row.package?.ecosystem ?? []);
  return new Set(found.filter((ecosystem) => parentEcosystem(ecosystem) === parent));
}

/** What an unreadable record seems to be about; none when that cannot be told, and it may be anything. */
function namesIn(text: string, parent: string): string[] {
  const skimmed = skim(text);
  if (!skimmed.sure || skimmed.names.size > MAX_NAMES) return [];
  return [...new Set([...skimmed.names].map((name) => normalName(parent, name)))].filter(
    (name) => name.length < 2000,
  );
}

const MAX_NAMES = 1000;

function toIso(time: string | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}

function tooMany(ecosystem: string): SourceError {
  return new SourceError(
    'ADVISORIES_UNREADABLE',
    `${ecosystem}: too many advisories cannot be read (more than ${String(LIMITS.bundleUnreadable.value)})`,
    { hint: 'The export is not what it should be: fetch it again.' },
  );
}
