import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  GateError,
  InputError,
  SourceError,
  VerificationError,
  errorText,
} from '../../../../model/errors.ts';
import type { Reference } from '../../../../model/reference.ts';
import { parseReference } from '../../../../model/reference.ts';
import { connectRegistry } from '../../../../image/registry/client.ts';
import type { RegistryOptions } from '../../../../image/registry/client.ts';
import { LIMITS } from '../../../../util/limits.ts';
import type { BlobAbout } from './artifact.ts';
import { bundleIn } from './artifact.ts';

export const OCI_SCHEME = 'oci://';

export type PullOptions = Omit<RegistryOptions, 'reference'>;

/** Throws `InputError` REFERENCE_INVALID. */
export function ociReference(text: string): Reference {
  const reference = parseReference(text.slice(OCI_SCHEME.length));
  if (text.startsWith(OCI_SCHEME) && reference !== null) return reference;
  throw new InputError('REFERENCE_INVALID', `${text}: not a place in a registry`, {
    hint: 'Write it as oci://registry/repository:tag.',
  });
}

/**
 * Fetches a bundle to `fileFor(digest)`, unless that file is there and has this digest already. Returns the file.
 * Throws what the registry client throws, `SourceError` ADVISORIES_NO_BUNDLE, ADVISORIES_UNWRITABLE,
 * `VerificationError` BLOB_DIGEST_MISMATCH.
 */
export async function pullBundle(
  text: string,
  fileFor: (digest: string) => string,
  options: PullOptions,
): Promise<string> {
  const reference = ociReference(text);
  const client = await connectRegistry({ ...options, reference });
  const manifest = await client.getManifest(reference.digest ?? reference.tag ?? 'latest');
  const blob = bundleIn(manifest.bytes, text);
  if (blob.size > LIMITS.bundleBytes.value) {
    throw new SourceError('ADVISORIES_BAD_BUNDLE', `${text}: the bundle is larger than one may be`);
  }
  const file = fileFor(blob.digest);
  if (await isThere(file, blob)) return file;
  const body = await client.openBlob(blob, options.signal);
  try {
    await save(body, file, blob, text);
  } catch (error) {
    options.signal.throwIfAborted();
    throw error instanceof GateError ? error : unwritable(file, error);
  }
  return file;
}

/** `folder/bundles/<hash>.bundle` */
export function cachedBundle(folder: string): (digest: string) => string {
  return (digest) => join(folder, 'bundles', `${digest.replace('sha256:', '')}.bundle`);
}

async function save(
  body: AsyncIterable<Uint8Array>,
  file: string,
  blob: BlobAbout,
  text: string,
): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}.tmp`;
  try {
    const hash = createHash('sha256');
    const target = await open(draft, 'wx');
    try {
      for await (const chunk of body) {
        hash.update(chunk);
        await target.writeFile(chunk);
      }
    } finally {
      await target.close();
    }
    const actual = `sha256:${hash.digest('hex')}`;
    if (actual !== blob.digest) {
      throw new VerificationError(
        'BLOB_DIGEST_MISMATCH',
        `${text}: the digest should be ${blob.digest} and is ${actual}`,
        { hint: 'The registry or a proxy before it is damaged, or something is amiss.' },
      );
    }
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

async function isThere(file: string, blob: BlobAbout): Promise<boolean> {
  try {
    if ((await stat(file)).size !== blob.size) return false;
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
    return `sha256:${hash.digest('hex')}` === blob.digest;
  } catch {
    return false;
  }
}

function unwritable(file: string, error: unknown): SourceError {
  return new SourceError('ADVISORIES_UNWRITABLE', `${file}: cannot be written: ${errorText(error)}`, {
    cause: error,
    hint: 'Name a folder that can be written and has room.',
  });
}
