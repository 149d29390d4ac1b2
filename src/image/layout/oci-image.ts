import { InputError, SourceError } from '../../model/errors.ts';
import { formatPlatform, type Platform } from '../../model/source.ts';
import { plain } from '../../util/escape.ts';
import { LIMITS } from '../../util/limits.ts';
import { parseImageConfig, type ParsedConfig } from '../config.ts';
import type { Layer } from '../image.ts';
import { assembleLayers } from '../layers.ts';
import { chooseManifest, parseManifest, type ImageManifest, type IndexEntry } from '../manifest.ts';
import { platformRank } from '../platform-match.ts';
import { locateLayer, readBlob, type BlobStore } from './blob-store.ts';

/** What a store holds of one image. */
export interface StoredImage {
  /** Of the manifest, verified; null when there is none. */
  readonly digest: string | null;
  readonly parsed: ParsedConfig;
  readonly layers: readonly Layer[];
  /** Digests of the manifest and of every index on the way to it, all verified. */
  readonly chain: readonly string[];
}

/**
 * The image that a layout's `index.json` names.
 * Throws `SourceError` LAYOUT_INVALID, MANIFEST_INVALID, BLOB_MISSING, BLOB_SIZE, IMAGE_CONFIG_INVALID;
 * `InputError` PLATFORM_NOT_FOUND, SEVERAL_IMAGES; `VerificationError` DIGEST_MISMATCH.
 * Source: OCI image layout specification 1.1.
 */
export async function readOciImage(store: BlobStore, platform: Platform | null): Promise<StoredImage> {
  const entries = images(await readIndexJson(store));
  refuseUnlabelled(entries, store.where);
  const chosen = chooseManifest(entries, platform, store.where);
  refuseRivals(entries, chosen, store.where);
  const { manifest, chain } = await follow(store, chosen, platform);
  const bytes = await readBlob(store, manifest.config, LIMITS.configBytes.value);
  const parsed = parseImageConfig(bytes, store.where);
  checkPlatform(parsed.platform, platform, store.where);
  const blobs = [];
  for (const layer of manifest.layers) blobs.push(await locateLayer(store, layer));
  return { digest: chain.at(-1) ?? null, parsed, layers: assembleLayers(parsed, blobs, store.where), chain };
}

/** The entries of `index.json`. */
export async function readIndexJson(store: BlobStore): Promise<readonly IndexEntry[]> {
  const bytes = await store.read('index.json', LIMITS.manifestBytes.value);
  if (bytes === null) throw invalid(store.where, 'index.json is not there');
  const index = parseManifest(bytes, `${store.where}: index.json`);
  if (index.kind !== 'index') throw invalid(store.where, 'index.json is not an index');
  return index.manifests;
}

/** Throws `InputError` PLATFORM_MISMATCH when the image is not for the platform that was asked for. */
export function checkPlatform(actual: Platform, wanted: Platform | null, where: string): void {
  if (wanted === null || platformRank(actual, wanted) !== null) return;
  throw new InputError(
    'PLATFORM_MISMATCH',
    `${where}: the image is for ${plain(formatPlatform(actual), 100)}, and ${formatPlatform(wanted)} was asked for`,
    { hint: 'Leave the platform out, or give the image of that platform.' },
  );
}

async function follow(
  store: BlobStore,
  chosen: IndexEntry,
  platform: Platform | null,
): Promise<{ manifest: ImageManifest; chain: string[] }> {
  const chain: string[] = [];
  let entry = chosen;
  for (let depth = 0; depth <= LIMITS.indexDepth.value; depth++) {
    const where = `${store.where}: ${entry.digest}`;
    const manifest = parseManifest(await readBlob(store, entry, LIMITS.manifestBytes.value), where);
    chain.push(entry.digest);
    if (manifest.kind === 'image') return { manifest, chain };
    entry = chooseManifest(manifest.manifests, platform, where);
  }
  throw invalid(store.where, `indexes are nested more than ${LIMITS.indexDepth.value} deep`);
}

/** Each image once, without the attestations that stand beside them. */
function images(entries: readonly IndexEntry[]): readonly IndexEntry[] {
  const known = new Map<string, IndexEntry>();
  for (const entry of entries) {
    const isAttestation =
      Object.hasOwn(entry.annotations, 'vnd.docker.reference.type') || entry.platform?.os === 'unknown';
    if (!isAttestation && !known.has(entry.digest)) known.set(entry.digest, entry);
  }
  return [...known.values()];
}

/** Of several images without platforms none can be chosen. */
function refuseUnlabelled(entries: readonly IndexEntry[], where: string): void {
  if (entries.length > 1 && entries.some((entry) => entry.platform === null)) throw several(entries, where);
}

/**
 * In `index.json`, unlike in an index of a registry, two entries can be two different images. Taking the
 * first would leave the other one unexamined without a word.
 */
function refuseRivals(entries: readonly IndexEntry[], chosen: IndexEntry, where: string): void {
  const rivals = entries.filter((entry) => entry.digest !== chosen.digest && isRival(entry, chosen));
  if (rivals.length > 0) throw several([chosen, ...rivals], where);
}

function isRival(entry: IndexEntry, chosen: IndexEntry): boolean {
  if (tagOf(entry) !== tagOf(chosen)) return true;
  if (entry.platform === null || chosen.platform === null) return true;
  return formatPlatform(entry.platform) === formatPlatform(chosen.platform);
}

function several(entries: readonly IndexEntry[], where: string): InputError {
  const names = entries.slice(0, MAX_LISTED).map(nameOf).join(', ');
  return new InputError('SEVERAL_IMAGES', `${where}: holds ${entries.length} images: ${names}`, {
    hint: 'Give a layout or archive with one image, for example by `skopeo copy` of the one you mean.',
  });
}

function tagOf(entry: IndexEntry): string | null {
  const { annotations } = entry;
  return annotations['io.containerd.image.name'] ?? annotations['org.opencontainers.image.ref.name'] ?? null;
}

function nameOf(entry: IndexEntry): string {
  return plain(tagOf(entry) ?? entry.digest, 200);
}

const MAX_LISTED = 20;

function invalid(where: string, why: string): SourceError {
  return new SourceError('LAYOUT_INVALID', `${where}: not an OCI layout: ${why}`, {
    hint: 'A layout is a folder with oci-layout, index.json and blobs, as `skopeo copy … oci:<folder>` makes it.',
  });
}
