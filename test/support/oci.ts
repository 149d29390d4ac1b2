import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { sha256Of, tarBytes, type TarEntry } from './tar.ts';

export type Compression = 'none' | 'gzip' | 'zstd';

/** A layer: text or bytes by path, or tar entries where a test needs links, modes or lies. */
export type LayerFiles = Readonly<Record<string, string | Buffer>> | readonly TarEntry[];

export interface TestImage {
  readonly config: Buffer;
  readonly imageId: string;
  readonly platform: { readonly os: string; readonly architecture: string; readonly variant?: string };
  /** Uncompressed tars, lowest first. */
  readonly layers: readonly Buffer[];
}

export interface ImageParts {
  readonly layers: readonly LayerFiles[];
  /** The `config` member: `User`, `Env`, … */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly platform?: TestImage['platform'];
  /** Members of the configuration that replace or add to what is made. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** An image in memory, with one history entry for each layer. */
export function makeImage(parts: ImageParts): TestImage {
  const layers = parts.layers.map(layerTar);
  const platform = parts.platform ?? { os: 'linux', architecture: 'amd64' };
  const config = Buffer.from(
    JSON.stringify({
      ...platform,
      created: '2024-01-02T03:04:05Z',
      config: parts.config ?? {},
      history: layers.map((_, index) => ({ created_by: `COPY layer${index} /` })),
      rootfs: { type: 'layers', diff_ids: layers.map(sha256Of) },
      ...parts.extra,
    }),
  );
  return { config, imageId: sha256Of(config), platform, layers };
}

export interface OciBlobs {
  /** By digest. */
  readonly blobs: ReadonlyMap<string, Buffer>;
  readonly manifest: Buffer;
  /** Descriptor of the manifest, with its platform, as an index lists it. */
  readonly descriptor: Readonly<Record<string, unknown>> & { readonly digest: string };
}

const OCI = 'application/vnd.oci.image';
const SUFFIX = { none: '', gzip: '+gzip', zstd: '+zstd' } as const;

/** The blobs and the manifest of an image, as a layout or a registry holds them. The manifest is among the blobs. */
export function ociBlobs(image: TestImage, compression: Compression = 'gzip'): OciBlobs {
  const blobs = new Map<string, Buffer>([[image.imageId, image.config]]);
  const layers = image.layers.map((tar) => {
    const blob = compress(tar, compression);
    const digest = sha256Of(blob);
    blobs.set(digest, blob);
    return { mediaType: `${OCI}.layer.v1.tar${SUFFIX[compression]}`, digest, size: blob.length };
  });
  const mediaType = `${OCI}.manifest.v1+json`;
  const config = { mediaType: `${OCI}.config.v1+json`, digest: image.imageId, size: image.config.length };
  const manifest = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, config, layers }));
  const digest = sha256Of(manifest);
  blobs.set(digest, manifest);
  return {
    blobs,
    manifest,
    descriptor: { mediaType, digest, size: manifest.length, platform: image.platform },
  };
}

export interface LayoutOptions {
  readonly compression?: Compression;
  /** Puts the images into an index of their own, as `docker buildx` does. */
  readonly nested?: boolean;
}

/** Writes an OCI layout of one image or several platforms into `dir`. Returns the manifests' digests. */
export function writeLayout(
  dir: string,
  images: TestImage | readonly TestImage[],
  options: LayoutOptions = {},
): readonly string[] {
  const { files, digests } = layoutFiles(Array.isArray(images) ? images : [images], options);
  for (const [path, bytes] of files) {
    mkdirSync(join(dir, path, '..'), { recursive: true });
    writeFileSync(join(dir, path), bytes);
  }
  return digests;
}

export interface ArchiveOptions {
  /** `old`: `<id>/layer.tar`; `new`: an OCI layout with `manifest.json`; `oci`: an OCI layout alone. */
  readonly form: 'old' | 'new' | 'oci';
  /** Of the archive as a whole. */
  readonly compression?: Compression;
  readonly tags?: readonly string[];
  /** How many of the images `manifest.json` lists in the new form; all when not given. */
  readonly listed?: number;
}

/** Writes what `docker save` (old or new) or `skopeo copy … oci-archive:` writes. */
export function writeDockerArchive(file: string, image: TestImage, options: ArchiveOptions): void {
  writeFileSync(file, compress(archiveBytes([image], options), options.compression ?? 'none'));
}

/** The uncompressed archive. Equal layers after the first are symbolic links in the old form, as Docker writes them. */
export function archiveBytes(images: readonly TestImage[], options: ArchiveOptions): Buffer {
  if (options.form === 'old') return tarBytes(oldEntries(images, options.tags ?? ['example/app:1']));
  const { files } = layoutFiles(images, { compression: options.form === 'new' ? 'none' : 'gzip' });
  if (options.form === 'new') {
    const listed = images.slice(0, options.listed ?? images.length).map((image, n) => ({
      Config: blobPath(image.imageId),
      RepoTags: [options.tags?.[n] ?? `example/app:${n + 1}`],
      Layers: image.layers.map((tar) => blobPath(sha256Of(tar))),
    }));
    files.set('manifest.json', Buffer.from(JSON.stringify(listed)));
  }
  return tarBytes([...files].map(([name, content]) => ({ name, content })));
}

export function compress(bytes: Buffer, compression: Compression): Buffer {
  if (compression === 'gzip') return gzipSync(bytes);
  return compression === 'zstd' ? zstdCompressSync(bytes) : bytes;
}

function layerTar(files: LayerFiles): Buffer {
  if (isEntries(files)) return tarBytes(files);
  return tarBytes(Object.entries(files).map(([name, content]) => ({ name, content })));
}

function isEntries(files: LayerFiles): files is readonly TarEntry[] {
  return Array.isArray(files);
}

function layoutFiles(
  images: readonly TestImage[],
  options: LayoutOptions,
): { files: Map<string, Buffer>; digests: readonly string[] } {
  const files = new Map<string, Buffer>();
  const made = images.map((image) => ociBlobs(image, options.compression ?? 'gzip'));
  for (const { blobs } of made) for (const [digest, bytes] of blobs) files.set(blobPath(digest), bytes);
  let manifests: readonly unknown[] = made.map(({ descriptor }) => descriptor);
  if (options.nested === true) {
    const index = indexJson(manifests);
    files.set(blobPath(sha256Of(index)), index);
    manifests = [{ mediaType: `${OCI}.index.v1+json`, digest: sha256Of(index), size: index.length }];
  }
  files.set('oci-layout', Buffer.from('{"imageLayoutVersion":"1.0.0"}'));
  files.set('index.json', indexJson(manifests));
  return { files, digests: made.map(({ descriptor }) => descriptor.digest) };
}

function indexJson(manifests: readonly unknown[]): Buffer {
  return Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: `${OCI}.index.v1+json`, manifests }));
}

function blobPath(digest: string): string {
  return `blobs/sha256/${digest.slice('sha256:'.length)}`;
}

function oldEntries(images: readonly TestImage[], tags: readonly string[]): TarEntry[] {
  const entries: TarEntry[] = [];
  const written = new Map<string, string>();
  const listed = images.map((image, n) => {
    const paths = image.layers.map((tar, index) => {
      const path = `${n}${index}${sha256Of(tar).slice(9)}/layer.tar`;
      const first = written.get(sha256Of(tar));
      if (first === undefined) entries.push({ name: path, content: tar });
      else entries.push({ name: path, type: '2', link: `../${first}` });
      written.set(sha256Of(tar), first ?? path);
      return path;
    });
    const config = `${image.imageId.slice(7)}.json`;
    entries.push({ name: config, content: image.config });
    return { Config: config, RepoTags: [tags[n] ?? `example/app:${n + 1}`], Layers: paths };
  });
  entries.push({ name: 'manifest.json', content: Buffer.from(JSON.stringify(listed)) });
  return entries;
}
