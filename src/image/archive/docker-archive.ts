import { z } from 'zod';
import { InputError, SourceError } from '../../model/errors.ts';
import { plain } from '../../util/escape.ts';
import { LIMITS } from '../../util/limits.ts';
import { parseStrictJson } from '../../util/strict-json.ts';
import { parseImageConfig } from '../config.ts';
import { assembleLayers, type StoredBlob } from '../layers.ts';
import type { BlobStore } from '../layout/blob-store.ts';
import type { StoredImage } from '../layout/oci-image.ts';
import { lookalike } from '../lookalikes.ts';

const ENTRY = z.object({
  Config: z.string().min(1),
  RepoTags: z
    .array(z.string())
    .nullish()
    .transform((value) => value ?? []),
  Layers: z
    .array(z.string().min(1))
    .nullish()
    .transform((value) => value ?? []),
});

type Entry = z.infer<typeof ENTRY>;

/**
 * The image that the `manifest.json` of `docker save` names; null when there is no such file.
 * The archive gives no digests of the blobs: what is verified is the configuration against the name it has
 * where that name is a digest, and each layer against the configuration.
 * Throws `SourceError` ARCHIVE_INVALID, `InputError` SEVERAL_IMAGES.
 * Source: Docker Image Specification 1.2, "Combined Image JSON + Filesystem Changeset Format".
 */
export async function readDockerImage(store: BlobStore): Promise<StoredImage | null> {
  const bytes = await store.read('manifest.json', LIMITS.archiveJsonBytes.value);
  if (bytes === null) return null;
  const entry = onlyEntry(parseEntries(bytes, store.where), store.where);
  const config = await store.read(entry.Config, LIMITS.configBytes.value);
  if (config === null) throw absent(store.where, entry.Config);
  const parsed = parseImageConfig(config, store.where);
  checkName(entry.Config, parsed.imageId, store.where);
  const blobs: StoredBlob[] = [];
  for (const path of entry.Layers) {
    const blob = await store.locate(path);
    if (blob === null) throw absent(store.where, path);
    blobs.push({ digest: null, size: blob.length, mediaType: null, blob });
  }
  return { digest: null, parsed, layers: assembleLayers(parsed, blobs, store.where), chain: [] };
}

function parseEntries(bytes: Buffer, where: string): readonly Entry[] {
  const parsed = parseStrictJson(bytes.toString('utf8'));
  if (!parsed.ok) throw invalid(where, `manifest.json: ${plain(parsed.why, 200)}`);
  const { value } = parsed;
  const result = z.array(ENTRY).safeParse(value);
  if (!result.success) {
    const issue = result.error.issues[0];
    const place = issue?.path.map(String).join('.') ?? '';
    throw invalid(
      where,
      `manifest.json: ${plain(`${place}: ${issue?.message ?? 'is not as it should be'}`, 200)}`,
    );
  }
  for (const entry of Array.isArray(value) ? value : []) {
    const found = lookalike(entry, Object.keys(ENTRY.shape));
    if (found === null) continue;
    throw invalid(
      where,
      `manifest.json: the key "${plain(found.key, 100)}" can be taken for "${found.known}"`,
    );
  }
  return result.data;
}

function onlyEntry(entries: readonly Entry[], where: string): Entry {
  const [first] = entries;
  if (first === undefined) throw invalid(where, 'manifest.json lists no image');
  const images = new Set(entries.map((entry) => JSON.stringify([entry.Config, entry.Layers])));
  if (images.size === 1) return first;
  const names = entries.slice(0, MAX_LISTED).map((entry) => plain(entry.RepoTags[0] ?? entry.Config, 200));
  throw new InputError('SEVERAL_IMAGES', `${where}: holds ${images.size} images: ${names.join(', ')}`, {
    hint: 'Save one image in one archive: `docker save <image> -o <file>`.',
  });
}

const MAX_LISTED = 20;
const NAMED_BY_DIGEST = /^(?:blobs\/sha256\/|sha256:)?([0-9a-f]{64})(?:\.json)?$/u;

/** Docker and its like name the configuration by its digest; another name promises nothing. */
function checkName(path: string, imageId: string, where: string): void {
  const hex = NAMED_BY_DIGEST.exec(path)?.[1];
  if (hex === undefined || imageId === `sha256:${hex}`) return;
  throw invalid(where, `the configuration is named ${hex} but its digest is ${imageId}`);
}

function absent(where: string, path: string): SourceError {
  return invalid(where, `manifest.json names "${plain(path, 200)}", which is not there`);
}

function invalid(where: string, why: string): SourceError {
  return new SourceError('ARCHIVE_INVALID', `${where}: ${why}`, {
    hint: 'Save the image again with `docker save <image> -o <file>`.',
  });
}
