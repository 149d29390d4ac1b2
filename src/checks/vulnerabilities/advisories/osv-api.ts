import { SourceError } from '../../../model/errors.ts';
import { LIMITS } from '../../../util/limits.ts';
import type { Logger } from '../../../util/log.ts';
import type { Delay } from '../../../util/retry.ts';
import { normalName } from '../matching/names.ts';
import type { OsvAnswer, OsvClient, OsvQuery } from './osv-client.ts';
import { createOsvClient } from './osv-client.ts';
import { ECOSYSTEM_PROBES, OSV_API_ECOSYSTEMS, PROBE_PACKAGES } from './osv-ecosystems.ts';
import type { OsvAffected, OsvRecord, ReadRecord } from './osv-record.ts';
import { readRecord } from './osv-record.ts';
import type { RecordCache } from './record-cache.ts';
import { openRecordCache } from './record-cache.ts';
import type { AdvisorySource, LookupResult, PackageQuery, UnreadableRecord } from './source.ts';
import { laterTime, parentEcosystem } from './source.ts';

export interface OsvApiOptions {
  /** Base address: `https://api.osv.dev`. Plain HTTP only on this machine. */
  readonly url: string;
  /** Folder for records; null: none are kept. */
  readonly cacheDir: string | null;
  readonly log: Logger;
  /** Waits between tries; tests put their own here. */
  readonly delay?: Delay;
}

interface Found {
  /** Ids for each query, in their order. */
  readonly ids: readonly ReadonlySet<string>[];
  /** When each was last changed. */
  readonly modified: ReadonlyMap<string, string>;
}

const PARALLEL_RECORDS = 10;
/** Records between two lines of progress. */
const PROGRESS_STEP = 50;

/**
 * The OSV API: `querybatch` for the ids, then each record once, from the cache when it has not changed.
 * `lookup` throws `SourceError` ADVISORIES_UNREACHABLE or ADVISORIES_BAD_ANSWER.
 */
export function openOsvApi(options: OsvApiOptions): AdvisorySource {
  return {
    id: 'osv',
    needsNetwork: true,
    lookup: (packages, signal) => lookup(packages, signal, options),
  };
}

async function lookup(
  packages: readonly PackageQuery[],
  signal: AbortSignal,
  options: OsvApiOptions,
): Promise<LookupResult> {
  const { url, delay, log, cacheDir } = options;
  const client = createOsvClient({ url, signal, ...(delay === undefined ? {} : { delay }) });
  const retrievedAt = new Date().toISOString();
  const absent = unknownEcosystems(packages);
  const asked = packages.filter((query) => !absent.has(query.ecosystem));
  const found = await askAll(asked.map(toOsvQuery), client);
  const idsOf = new Map(asked.map((query, index) => [query, found.ids[index] ?? new Set<string>()]));
  const notCovered = new Map([...absent, ...(await findEmpty(asked, found, client))]);
  log.debug(`${String(found.modified.size)} advisories for ${String(packages.length)} packages`);
  const records = await fetchRecords({
    modified: found.modified,
    client,
    cache: openRecordCache(cacheDir, log),
    log,
  });
  const unreadable: UnreadableRecord[] = [];
  for (const [id, read] of records) if (!read.ok) unreadable.push({ id, reason: read.reason });
  for (const [query, ids] of idsOf) unreadable.push(...strangers(query, ids, records));
  let newest: string | null = null;
  for (const time of found.modified.values()) newest = laterTime(newest, time);
  return {
    info: { source: 'osv', retrievedAt, newest },
    records: packages.map((query) =>
      [...(idsOf.get(query) ?? [])].flatMap((id) => readable(records.get(id))),
    ),
    notCovered,
    unreadable,
  };
}

/** Ecosystems that the public API has no records of are not asked about. */
function unknownEcosystems(packages: readonly PackageQuery[]): ReadonlyMap<string, string> {
  const unknown = packages.filter(({ ecosystem }) => !OSV_API_ECOSYSTEMS.has(parentEcosystem(ecosystem)));
  return new Map(unknown.map(({ ecosystem }) => [ecosystem, 'the OSV API has no records of it']));
}

/**
 * Ecosystems without any answer are asked for what must have one: a release that is not known, or a mirror that
 * was never filled, looks like a clean image.
 */
async function findEmpty(
  asked: readonly PackageQuery[],
  found: Found,
  client: OsvClient,
): Promise<ReadonlyMap<string, string>> {
  const answered = new Set(
    asked.flatMap(({ ecosystem }, index) => ((found.ids[index]?.size ?? 0) > 0 ? [ecosystem] : [])),
  );
  const silent = [...new Set(asked.map((query) => query.ecosystem))].filter((one) => !answered.has(one));
  const probes = silent.flatMap((ecosystem) => {
    const names = ecosystem.includes(':') ? PROBE_PACKAGES : (ECOSYSTEM_PROBES.get(ecosystem) ?? []);
    return names.map((name): OsvQuery => ({ package: { name, ecosystem } }));
  });
  const { ids } = await askAll(probes, client);
  const known = new Set(
    probes.flatMap((probe, index) => ((ids[index]?.size ?? 0) > 0 ? [probe.package.ecosystem] : [])),
  );
  const empty = new Map<string, string>();
  for (const ecosystem of silent) {
    if (known.has(ecosystem)) continue;
    const names = probes.filter((probe) => probe.package.ecosystem === ecosystem);
    const words = names.map((probe) => probe.package.name).join(', ');
    const reason = ecosystem.includes(':')
      ? 'the OSV API has no records of this release'
      : `the OSV API has no records of ${words}, which it must have`;
    empty.set(ecosystem, reason);
  }
  return empty;
}

/** Follows the pages of every query to their end. */
async function askAll(queries: readonly OsvQuery[], client: OsvClient): Promise<Found> {
  const ids = queries.map(() => new Set<string>());
  const modified = new Map<string, string>();
  let open = queries.map((query, index) => ({ query, index }));
  for (let pages = 0; open.length > 0; pages++) {
    if (pages >= LIMITS.advisoryPages.value) throw tooMuch(`more than ${String(pages)} pages`);
    const asked = open;
    const answers = await inBatches(
      asked.map((item) => item.query),
      client,
    );
    open = [];
    for (const [position, { query, index }] of asked.entries()) {
      const answer = answers[position];
      for (const vuln of answer?.vulns ?? []) {
        ids[index]?.add(vuln.id);
        modified.set(vuln.id, laterTime(modified.get(vuln.id) ?? null, vuln.modified) ?? vuln.modified);
      }
      const page = answer?.nextPage ?? null;
      if (page !== null) open.push({ query: { ...query, page_token: page }, index });
    }
    if (modified.size > LIMITS.advisoryIds.value) throw tooMuch(`${String(modified.size)} records`);
  }
  return { ids, modified };
}

function toOsvQuery({ ecosystem, name, version }: PackageQuery): OsvQuery {
  return { package: { name, ecosystem }, version };
}

async function inBatches(queries: readonly OsvQuery[], client: OsvClient): Promise<readonly OsvAnswer[]> {
  const answers: OsvAnswer[] = [];
  const size = LIMITS.advisoryBatch.value;
  for (let start = 0; start < queries.length; start += size) {
    answers.push(...(await client.queryBatch(queries.slice(start, start + size))));
  }
  return answers;
}

async function fetchRecords(input: {
  readonly modified: ReadonlyMap<string, string>;
  readonly client: OsvClient;
  readonly cache: RecordCache;
  readonly log: Logger;
}): Promise<ReadonlyMap<string, ReadRecord>> {
  const { modified, client, cache, log } = input;
  const records = new Map<string, ReadRecord>();
  // The workers share one iterator: each takes the next id that none has taken.
  const queue = modified.entries();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (const [id, time] of queue) {
      if (failed) return;
      try {
        records.set(id, await fetchRecord({ id, modified: time, client, cache }));
      } catch (error) {
        failed = true;
        throw error;
      }
      if (records.size % PROGRESS_STEP === 0) {
        log.progress(`advisories: ${String(records.size)} of ${String(modified.size)}`);
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: PARALLEL_RECORDS }, worker));
  } finally {
    log.progress(null);
  }
  return records;
}

async function fetchRecord(input: {
  readonly id: string;
  readonly modified: string;
  readonly client: OsvClient;
  readonly cache: RecordCache;
}): Promise<ReadRecord> {
  const { id, modified, client, cache } = input;
  const cached = await cache.read(id, modified);
  if (cached !== null) return { ok: true, record: cached };
  const value = await client.getRecord(id);
  const read = readRecord(value);
  if (!read.ok) return read;
  if (read.record.id !== id) throw badRecord(`asked for ${id}, got ${read.record.id}`);
  await cache.write(id, value);
  return read;
}

/**
 * Records that came as an answer about a package and do not name it: judged as they are, they would count as
 * harmless. Of a distribution that is no fault, because a record may be of another of its releases.
 */
function strangers(
  { ecosystem, name }: PackageQuery,
  ids: ReadonlySet<string>,
  records: ReadonlyMap<string, ReadRecord>,
): readonly UnreadableRecord[] {
  if (ecosystem.includes(':')) return [];
  const wanted = normalName(ecosystem, name);
  const names = (row: OsvAffected): boolean =>
    row.package?.ecosystem === ecosystem && normalName(ecosystem, row.package.name) === wanted;
  return [...ids].flatMap((id) => {
    if (readable(records.get(id)).every(({ affected }) => affected.some(names))) return [];
    return [{ id, reason: `it came as an answer about ${name}, and does not name it` }];
  });
}

function readable(read: ReadRecord | undefined): readonly OsvRecord[] {
  return read?.ok === true ? [read.record] : [];
}

function tooMuch(what: string): SourceError {
  return badRecord(`too much for one image: ${what}`);
}

function badRecord(reason: string): SourceError {
  return new SourceError('ADVISORIES_BAD_ANSWER', `advisories: bad answer: ${reason}`, {
    hint: 'Check that the address is the one of an OSV API.',
  });
}
