import { SourceError, errorText } from '../../../../model/errors.ts';
import type { Logger } from '../../../../util/log.ts';
import type { FeedText } from '../../feeds/fetch-feed.ts';
import type { AdvisorySource, LookupResult, PackageQuery, UnreadableRecord } from '../source.ts';
import { laterTime, parentEcosystem } from '../source.ts';
import { normalName } from '../../matching/names.ts';
import { checkAge } from './age.ts';
import { BundleFile } from './bundle-file.ts';
import type { BundleHead } from './bundle-file.ts';
import { unpack } from './compress.ts';
import type { BundleFeed, BundleManifest, BundleShard } from './manifest.ts';
import type { Shard } from './shard.ts';
import { partOf } from './shard-builder.ts';
import { readShard } from './shard.ts';
import { verifyManifest } from './signature.ts';

/** What is asked of a bundle before it is believed. */
export interface BundleTrust {
  /** Public key in PEM form; null: the bundle is not verified, and the report says so. */
  readonly publicKeyPem: string | null;
  /** Milliseconds. */
  readonly maxAge: number;
  readonly now: Date;
}

export interface BundleOptions {
  /** What the report calls it: the path or reference as the user wrote it. */
  readonly name: string;
  readonly trust: BundleTrust;
  readonly log: Logger;
}

/**
 * An offline bundle. A lookup reads the manifest and only the shards that hold the names asked for; each is
 * compared with its hash before it is read. `lookup` throws `SourceError` ADVISORIES_BAD_BUNDLE,
 * ADVISORIES_TOO_OLD, ADVISORIES_BAD_TIME, ADVISORIES_UNREADABLE, and what `verifyManifest` throws.
 */
export function openBundle(file: string, options: BundleOptions): AdvisorySource {
  return {
    id: 'bundle',
    needsNetwork: false,
    lookup: (packages, signal) => withBundle(file, options, (bundle) => bundle.lookup(packages, signal)),
    feed: (id) => withBundle(file, options, (bundle) => bundle.feed(id)),
  };
}

/** A bundle whose manifest is verified, for as long as `work` takes. Throws as `openBundle`'s lookup. */
export async function withBundle<T>(
  file: string,
  options: BundleOptions,
  work: (bundle: OpenBundle) => Promise<T>,
): Promise<T> {
  const { name, trust } = options;
  let opened: BundleFile;
  try {
    opened = await BundleFile.open(file, name);
  } catch (error) {
    throw unreadable(name, error);
  }
  try {
    const head = await opened.head();
    const { publicKeyPem } = trust;
    if (publicKeyPem !== null) {
      verifyManifest({ manifest: head.bytes, signature: head.signature, publicKeyPem, path: name });
    }
    return await work(new OpenBundle(opened, head, options));
  } catch (error) {
    throw isSystemError(error) ? unreadable(name, error) : error;
  } finally {
    await opened.close();
  }
}

/** A bundle that was opened and, where a key is given, verified. */
export class OpenBundle {
  readonly manifest: BundleManifest;
  readonly #file: BundleFile;
  readonly #head: BundleHead;
  readonly #options: BundleOptions;

  constructor(file: BundleFile, head: BundleHead, options: BundleOptions) {
    this.#file = file;
    this.#head = head;
    this.#options = options;
    this.manifest = file.manifest(head);
  }

  get isSigned(): boolean {
    return this.#head.signature !== null;
  }

  async lookup(packages: readonly PackageQuery[], signal: AbortSignal): Promise<LookupResult> {
    const { name, trust, log } = this.#options;
    const { manifest } = this;
    const parents = new Set(packages.map((query) => parentEcosystem(query.ecosystem)));
    const sources = manifest.sources.filter((source) => parents.has(source.ecosystem));
    const retrievedAt = Math.min(
      Date.parse(manifest.created),
      ...sources.map((source) => Date.parse(source.retrievedAt)),
    );
    this.#checkAge(retrievedAt);
    const shards = new ShardReader((shard) => this.#shard(shard));
    const records: LookupResult['records'][number][] = [];
    const notCovered = new Map<string, string>();
    for (const { ecosystem, name: packageName } of packages) {
      signal.throwIfAborted();
      const shares = manifest.shards.filter((shard) => shard.ecosystem === ecosystem);
      if (shares.length === 0) notCovered.set(ecosystem, `${name} has no advisories of it`);
      const wanted = normalName(ecosystem, packageName);
      const share = shares.find((shard) => shard.part === partOf(wanted, shard.parts));
      records.push(share === undefined ? [] : (await shards.get(share)).recordsOf(wanted));
    }
    log.debug(`${name}: ${String(shards.size)} of ${String(manifest.shards.length)} shards read`);
    return {
      info: {
        source: trust.publicKeyPem === null ? `${name} (not verified: no advisories-key is set)` : name,
        retrievedAt: new Date(retrievedAt).toISOString(),
        newest: sources.reduce<string | null>((newest, source) => laterTime(newest, source.newest), null),
      },
      records,
      notCovered,
      unreadable: unreadableFor(packages, manifest),
    };
  }

  /** One of its feeds, no older than advisories may be; null when it has none. */
  async feed(id: BundleFeed['id']): Promise<FeedText | null> {
    const { name } = this.#options;
    const feed = this.manifest.feeds.find((candidate) => candidate.id === id);
    if (feed === undefined) return null;
    this.#checkAge(Date.parse(feed.retrievedAt));
    return {
      text: await this.text(feed),
      from: `${name} (${feed.from})`,
      retrievedAt: new Date(feed.retrievedAt),
    };
  }

  #checkAge(retrievedAt: number): void {
    const { name, trust, log } = this.#options;
    const created = Date.parse(this.manifest.created);
    checkAge({ path: name, created, retrievedAt, now: trust.now.getTime(), maxAge: trust.maxAge, log });
  }

  /** The text of one part, compared with its hash. */
  async text(part: BundleShard | BundleFeed): Promise<string> {
    const data = await this.#file.part(part, this.#head, this.manifest);
    return unpack(data, part, this.#options.name);
  }

  async #shard(shard: BundleShard): Promise<Shard> {
    return readShard(await this.text(shard), shard, this.#options.name);
  }
}

/** Each shard once. */
class ShardReader {
  readonly #read: (shard: BundleShard) => Promise<Shard>;
  readonly #shards = new Map<BundleShard, Shard>();

  constructor(read: (shard: BundleShard) => Promise<Shard>) {
    this.#read = read;
  }

  get size(): number {
    return this.#shards.size;
  }

  async get(shard: BundleShard): Promise<Shard> {
    const known = this.#shards.get(shard);
    if (known !== undefined) return known;
    const read = await this.#read(shard);
    this.#shards.set(shard, read);
    return read;
  }
}

/** Records that could not be read when the bundle was built, and that may be about one of the packages. */
function unreadableFor(
  packages: readonly PackageQuery[],
  manifest: BundleManifest,
): readonly UnreadableRecord[] {
  return manifest.unreadable
    .filter((record) =>
      packages.some(
        ({ ecosystem, name }) =>
          parentEcosystem(ecosystem) === record.ecosystem &&
          (record.names.length === 0 || record.names.includes(normalName(ecosystem, name))),
      ),
    )
    .map(({ id, reason }) => ({ id, reason }));
}

function unreadable(name: string, error: unknown): SourceError {
  return new SourceError('ADVISORIES_UNREADABLE', `${name}: ${errorText(error)}`, { cause: error });
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
