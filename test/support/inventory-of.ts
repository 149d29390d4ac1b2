import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Image, Layer } from '../../src/image/image.ts';
import type { Inventory } from '../../src/inventory/inventory.ts';
import type { LayerFacts } from '../../src/inventory/layer/facts.ts';
import type { LayerJob } from '../../src/inventory/layer/job.ts';
import { scanLayer } from '../../src/inventory/layer/scan.ts';
import { scanLimits, type ScanLimits } from '../../src/inventory/limits.ts';
import { takeInventory, type InventoryOptions } from '../../src/inventory/take.ts';
import { SILENT } from '../../src/util/log.ts';
import { anImage } from './an-image.ts';
import { compress, makeImage, type Compression, type LayerFiles } from './oci.ts';
import { sha256Of } from './tar.ts';
import { workFolder } from './work-folder.ts';

export interface StoredAs {
  readonly compression?: Compression;
  /** `memory` (the default) is a stream blob, `file` a file blob in a folder that goes when the test ends. */
  readonly where?: 'memory' | 'file';
  /** Changes the stored bytes, after their digests were taken. */
  readonly spoil?: (bytes: Buffer) => Buffer;
  /** Bytes of one chunk of a stream. */
  readonly chunk?: number;
}

/** An image of these layers, as a source hands it over. */
export function imageOf(layers: readonly LayerFiles[], stored: StoredAs = {}): Image {
  const tars = makeImage({ layers }).layers;
  return { ...anImage(), layers: tars.map((tar, index) => layerOf(tar, index, stored)) };
}

/** The inventory that the real thing, with its threads, takes of an image of these layers. */
export function inventoryOf(
  layers: readonly LayerFiles[],
  options: Partial<InventoryOptions> = {},
  stored: StoredAs = {},
): Promise<Inventory> {
  return takeInventory(imageOf(layers, stored), {
    log: SILENT,
    signal: new AbortController().signal,
    threads: 1,
    ...options,
  });
}

/** One layer walked in this thread. */
export function scanTar(
  tar: Buffer,
  changes: Partial<Omit<LayerJob, 'limits'>> & { readonly limits?: Partial<ScanLimits> } = {},
  chunk = 10_000,
): Promise<LayerFacts> {
  return scanLayer({ ...aJob(tar), ...changes, limits: scanLimits(changes.limits) }, chunksOf(tar, chunk));
}

/** A job for stored bytes that are their own content, with both digests to verify. */
export function aJob(tar: Buffer): LayerJob {
  return {
    index: 0,
    digest: sha256Of(tar),
    diffId: sha256Of(tar),
    size: tar.length,
    seed: [1, 2],
    limits: scanLimits(),
    total: new SharedArrayBuffer(8),
    source: { kind: 'file', path: 'unused', offset: 0, length: tar.length },
    only: null,
    tempFolder: tmpdir(),
    portable: false,
  };
}

export function* chunksOf(bytes: Buffer, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** `name@version` of every component, in order. */
export function namesOf(inventory: Inventory): readonly string[] {
  return inventory.components.map(({ name, version }) => `${name}@${version}`);
}

function layerOf(tar: Buffer, index: number, stored: StoredAs): Layer {
  const right = compress(tar, stored.compression ?? 'none');
  const bytes = stored.spoil?.(right) ?? right;
  const base = { index, diffId: sha256Of(tar), digest: sha256Of(right), createdBy: null };
  if (stored.where === 'file') {
    const file = path.join(workFolder(), 'layer');
    // The layer is in the middle of the file, as in a docker archive.
    writeFileSync(file, Buffer.concat([Buffer.alloc(1000, 'x'), bytes, Buffer.alloc(500, 'y')]));
    return {
      ...base,
      size: right.length,
      blob: { kind: 'file', path: file, offset: 1000, length: bytes.length },
    };
  }
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (const chunk of chunksOf(bytes, stored.chunk ?? 20_000)) yield await Promise.resolve(chunk);
  }
  return { ...base, size: right.length, blob: { kind: 'stream', open: () => Promise.resolve(chunks()) } };
}
