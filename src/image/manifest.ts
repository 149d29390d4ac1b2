import { z } from 'zod';
import { InputError, SourceError } from '../model/errors.ts';
import { isDigest } from '../model/reference.ts';
import { formatPlatform } from '../model/source.ts';
import type { Platform } from '../model/source.ts';
import { plain } from '../util/escape.ts';
import { parseStrictJson } from '../util/strict-json.ts';
import { LIMITS } from '../util/limits.ts';
import { lookalike } from './lookalikes.ts';
import { CONFIG_TYPES, INDEX_TYPES, MANIFEST_TYPES, SCHEMA1_TYPES, checkLayerType } from './media-types.ts';
import { hostPlatform, platformRank } from './platform-match.ts';

/** Names a blob. Source: OCI image specification 1.1, "descriptor". */
export interface Descriptor {
  readonly mediaType: string;
  /** `sha256:…`, validated. */
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
}

export interface IndexEntry extends Descriptor {
  /** Null when the index does not say. */
  readonly platform: Platform | null;
  readonly artifactType: string | null;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface ImageManifest {
  readonly kind: 'image';
  readonly config: Descriptor;
  /** Lowest first. */
  readonly layers: readonly Descriptor[];
  /** The manifest that this one is about; null for ordinary images. */
  readonly subject: Descriptor | null;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface ImageIndex {
  readonly kind: 'index';
  readonly manifests: readonly IndexEntry[];
}

/**
 * Reads an image manifest or an index, in OCI or Docker form. `where` names it in messages.
 * Throws `SourceError`: MANIFEST_INVALID, SCHEMA1_UNSUPPORTED, NOT_AN_IMAGE, FOREIGN_LAYER, ENCRYPTED_LAYER,
 * LAYER_TYPE_UNKNOWN. The digest of `bytes` is the caller's to verify.
 * Source: OCI image specification 1.1, "image manifest" and "image index".
 */
export function parseManifest(bytes: Buffer, where: string): ImageManifest | ImageIndex {
  const value = parseJson(bytes, where);
  refuseLookalikes(value, where);
  const head = parsed(HEAD, value, where);
  const mediaType = head.mediaType ?? null;
  if (head.schemaVersion === 1 || (mediaType !== null && SCHEMA1_TYPES.includes(mediaType))) {
    throw schema1(where);
  }
  if (head.schemaVersion !== 2) throw invalid(where, 'schemaVersion is not 2');
  const isIndex = head.manifests !== undefined;
  const isImage = head.config !== undefined || head.layers !== undefined;
  // One text that is both: two readers would examine two different images (CVE-2021-41190).
  if (isIndex && isImage) throw invalid(where, 'it is an index and an image manifest at once');
  if (isIndex) return readIndex(head, mediaType, where);
  if (isImage) return readImage(head, mediaType, where);
  throw notAnImage(where, mediaType);
}

/**
 * The entry for a platform; null stands for this machine's. Attestations are no candidates, an index with one
 * image gives that image when no platform is asked for, and of equals the first wins, as in Docker.
 * Throws `InputError` PLATFORM_NOT_FOUND.
 */
export function chooseManifest(
  entries: readonly IndexEntry[],
  platform: Platform | null,
  where: string,
): IndexEntry {
  const candidates = entries.filter((entry) => isCandidate(entry));
  const [only, ...others] = candidates;
  if (only !== undefined && others.length === 0 && (platform === null || only.platform === null)) return only;
  const wanted = platform ?? hostPlatform();
  let best: { entry: IndexEntry; rank: number } | null = null;
  for (const entry of candidates) {
    const rank = entry.platform === null ? null : platformRank(entry.platform, wanted);
    if (rank !== null && (best === null || rank < best.rank)) best = { entry, rank };
  }
  if (best !== null) return best.entry;
  const known = new Set(candidates.map((entry) => describePlatform(entry.platform)));
  const list = known.size === 0 ? 'no image at all' : [...known].slice(0, MAX_LISTED).join(', ');
  throw new InputError(
    'PLATFORM_NOT_FOUND',
    `${where}: no image for ${formatPlatform(wanted)}; it has ${list}`,
    {
      hint: 'Choose one that is there with the platform setting.',
    },
  );
}

const MAX_LISTED = 30;
// The forms in use have five levels.
const MAX_DEPTH = 32;

const DESCRIPTOR = z.object({
  mediaType: z.string().min(1).max(255),
  digest: z.string().refine(isDigest, 'not a sha256 digest'),
  size: z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER),
});
const ANNOTATIONS = z
  .record(z.string(), z.string())
  .nullish()
  .transform((value) => value ?? {});
const LAYER = DESCRIPTOR.extend({
  urls: z
    .array(z.string())
    .nullish()
    .transform((value) => value ?? []),
});
const PLATFORM = z
  .object({ os: z.string().max(64), architecture: z.string().max(64), variant: z.string().max(64).nullish() })
  .transform(({ os, architecture, variant }) => ({ os, architecture, variant: variant ? variant : null }));
const ENTRY = DESCRIPTOR.extend({
  platform: PLATFORM.nullish().transform((value) => value ?? null),
  artifactType: z
    .string()
    .max(255)
    .nullish()
    .transform((value) => value ?? null),
  annotations: ANNOTATIONS,
});
const HEAD = z.object({
  schemaVersion: z.number(),
  mediaType: z.string().max(255).optional(),
  config: z.unknown().optional(),
  layers: z.unknown().optional(),
  manifests: z.unknown().optional(),
  subject: z.unknown().optional(),
  annotations: z.unknown().optional(),
});

const KEYS: readonly string[] = [HEAD, LAYER, ENTRY]
  .flatMap((schema) => Object.keys(schema.shape))
  .concat('os', 'architecture', 'variant');

type Head = z.infer<typeof HEAD>;

function readIndex(head: Head, mediaType: string | null, where: string): ImageIndex {
  if (mediaType !== null && !INDEX_TYPES.includes(mediaType))
    throw contradiction(where, mediaType, 'manifests');
  return { kind: 'index', manifests: parsed(z.array(ENTRY), head.manifests, `${where}: manifests`) };
}

function readImage(head: Head, mediaType: string | null, where: string): ImageManifest {
  if (mediaType !== null && !MANIFEST_TYPES.includes(mediaType))
    throw contradiction(where, mediaType, 'layers');
  const config = parsed(DESCRIPTOR, head.config, `${where}: config`);
  if (!CONFIG_TYPES.includes(config.mediaType)) throw notAnImage(where, config.mediaType);
  const layers = parsed(z.array(LAYER), head.layers, `${where}: layers`);
  if (layers.length > LIMITS.layers.value) {
    throw invalid(where, `it has ${layers.length} layers, more than ${LIMITS.layers.value}`);
  }
  for (const [index, layer] of layers.entries()) checkLayerType(layer, `${where}: layer ${index}`);
  const subject = head.subject === undefined || head.subject === null ? null : head.subject;
  return {
    kind: 'image',
    config,
    layers: layers.map(({ mediaType, digest, size }) => ({ mediaType, digest, size })),
    subject: subject === null ? null : parsed(DESCRIPTOR, subject, `${where}: subject`),
    annotations: parsed(ANNOTATIONS, head.annotations, `${where}: annotations`),
  };
}

function isCandidate(entry: IndexEntry): boolean {
  if (Object.hasOwn(entry.annotations, 'vnd.docker.reference.type')) return false;
  if (entry.platform?.os === 'unknown' && entry.platform.architecture === 'unknown') return false;
  if (entry.artifactType !== null && !CONFIG_TYPES.includes(entry.artifactType)) return false;
  return [...INDEX_TYPES, ...MANIFEST_TYPES, ...SCHEMA1_TYPES].includes(entry.mediaType);
}

function describePlatform(platform: Platform | null): string {
  return platform === null ? 'one without a platform' : plain(formatPlatform(platform), 80);
}

function parseJson(bytes: Buffer, where: string): unknown {
  const read = parseStrictJson(textOf(bytes, where));
  if (read.ok) return read.value;
  throw invalid(where, plain(read.why, 200));
}

function textOf(bytes: Buffer, where: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new SourceError('MANIFEST_INVALID', `${where}: the manifest is not JSON`, { cause });
  }
}

/**
 * Container runtimes match keys without regard to case: of `"layers"` beside `"Layers"` they may run what we
 * did not examine. Annotations are data, not keys.
 */
function refuseLookalikes(value: unknown, where: string, depth = 0): void {
  if (depth > MAX_DEPTH) throw invalid(where, `its JSON is nested deeper than ${MAX_DEPTH} levels`);
  const found = lookalike(value, KEYS);
  if (found !== null) {
    throw invalid(where, `the key "${found.key}" can be taken for "${found.known}"`);
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key !== 'annotations' && typeof inner === 'object') refuseLookalikes(inner, where, depth + 1);
  }
}

function parsed<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
  throw invalid(where, `${path}${issue?.message ?? 'does not fit'}`);
}

function invalid(where: string, reason: string): SourceError {
  return new SourceError('MANIFEST_INVALID', `${where}: the manifest is not valid: ${plain(reason, 300)}`, {
    hint: 'Push the image again with a current builder.',
  });
}

function contradiction(where: string, mediaType: string, field: string): SourceError {
  return invalid(where, `it calls itself "${mediaType}" but has "${field}"`);
}

function schema1(where: string): SourceError {
  return new SourceError(
    'SCHEMA1_UNSUPPORTED',
    `${where}: a Docker schema 1 manifest, which is not supported`,
    {
      hint: 'Convert it: `skopeo copy --format v2s2 docker://… docker://…`, or build and push the image again.',
    },
  );
}

function notAnImage(where: string, type: string | null): SourceError {
  const what = type === null ? 'without a configuration' : `of type "${plain(type, 200)}"`;
  return new SourceError('NOT_AN_IMAGE', `${where}: this is an artifact ${what}, not a container image`, {
    hint: 'Check the reference: it may name a signature, an SBOM, a chart or a policy.',
  });
}
