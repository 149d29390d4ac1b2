import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { LIMITS } from '../../../../util/limits.ts';
import { TAR_BLOCK } from '../../../../util/tar.ts';
import type { Packed } from './compress.ts';
import { badBundle } from './errors.ts';
import type { BundleManifest } from './manifest.ts';
import { parseManifest } from './manifest.ts';

export const MANIFEST_NAME = 'manifest.json';
export const SIGNATURE_NAME = 'manifest.sig';

/** The start of a bundle, from which its parts are found. */
export interface BundleHead {
  readonly bytes: Buffer;
  /** Base64; null when it is not signed. */
  readonly signature: string | null;
  /** Where the first part's tar header is. */
  readonly partsAt: number;
}

type Part = Omit<Packed, 'data'>;

interface Header {
  readonly name: string;
  readonly size: number;
}

const NAME_BYTES = 100;
const SIZE = { at: 124, end: 135 } as const;
const OCTAL = /^[0-7]{11}$/u;

/**
 * A bundle on disk: a plain tar whose first entry is the manifest, then its signature, then the parts in the
 * order of the manifest. So each is found without reading the others.
 */
export class BundleFile {
  readonly #file: FileHandle;
  /** For messages. */
  readonly #path: string;

  private constructor(file: FileHandle, path: string) {
    this.#file = file;
    this.#path = path;
  }

  /** Throws the file system's error, and `SourceError` ADVISORIES_BAD_BUNDLE. Close it after use. */
  static async open(file: string, path: string): Promise<BundleFile> {
    return new BundleFile(await open(file, 'r'), path);
  }

  async head(): Promise<BundleHead> {
    const first = await this.#header(0);
    if (first.name !== MANIFEST_NAME) throw badBundle(this.#path, 'it does not start with its manifest');
    if (first.size > LIMITS.bundleManifestBytes.value)
      throw badBundle(this.#path, 'its manifest is too long');
    const bytes = await this.#read(TAR_BLOCK, first.size);
    const after = TAR_BLOCK + blocks(first.size);
    const second = await this.#header(after);
    if (second.name !== SIGNATURE_NAME) return { bytes, signature: null, partsAt: after };
    if (second.size > MAX_SIGNATURE) throw badBundle(this.#path, 'its signature is too long');
    const signature = await this.#read(after + TAR_BLOCK, second.size);
    return {
      bytes,
      signature: signature.toString('latin1').trim(),
      partsAt: after + TAR_BLOCK + blocks(second.size),
    };
  }

  manifest(head: BundleHead): BundleManifest {
    return parseManifest(head.bytes, this.#path);
  }

  /** One part, not yet compared with its hash: `unpack` does that. */
  async part(wanted: Part, head: BundleHead, manifest: BundleManifest): Promise<Buffer> {
    if (
      wanted.bytes > LIMITS.bundlePartBytes.value ||
      wanted.inflatedBytes > LIMITS.bundlePartInflated.value
    ) {
      throw badBundle(this.#path, `${wanted.path} is larger than a part may be`);
    }
    let at = head.partsAt;
    for (const part of partsOf(manifest)) {
      if (part.path !== wanted.path) {
        at += TAR_BLOCK + blocks(part.bytes);
        continue;
      }
      const header = await this.#header(at);
      if (header.name !== wanted.path || header.size !== wanted.bytes) {
        throw badBundle(this.#path, `${wanted.path} is not where the manifest says`);
      }
      return this.#read(at + TAR_BLOCK, wanted.bytes);
    }
    throw badBundle(this.#path, `${wanted.path} is not in the manifest`);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  /** Name and size are enough: what is read is compared with the manifest, which is signed. */
  async #header(at: number): Promise<Header> {
    const block = await this.#read(at, TAR_BLOCK);
    const size = block.toString('latin1', SIZE.at, SIZE.end);
    const name = block.toString('latin1', 0, NAME_BYTES).split('\0')[0] ?? '';
    // Two blocks of zeros end a tar: there are no parts.
    if (name === '' && !OCTAL.test(size)) return { name, size: 0 };
    if (!OCTAL.test(size)) throw badBundle(this.#path, 'it is not a bundle of advisories');
    return { name, size: Number.parseInt(size, 8) };
  }

  async #read(from: number, length: number): Promise<Buffer> {
    const buffer = Buffer.alloc(length);
    let done = 0;
    while (done < length) {
      const { bytesRead } = await this.#file.read(buffer, done, length - done, from + done);
      if (bytesRead === 0) throw badBundle(this.#path, 'it ends too early, or is not a bundle of advisories');
      done += bytesRead;
    }
    return buffer;
  }
}

/** Every part once, in the order of the file: equal shards of two releases are one part. */
export function partsOf(manifest: BundleManifest): readonly Part[] {
  const parts = new Map<string, Part>();
  for (const part of [...manifest.feeds, ...manifest.shards]) {
    if (!parts.has(part.path)) parts.set(part.path, part);
  }
  return [...parts.values()];
}

const MAX_SIGNATURE = 4096;

function blocks(size: number): number {
  return Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
}
