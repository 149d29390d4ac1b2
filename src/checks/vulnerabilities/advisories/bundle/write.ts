import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { SourceError, errorText } from '../../../../model/errors.ts';
import { entryHeader, padding, tarEnd } from '../../../../util/tar-writer.ts';
import { MANIFEST_NAME, SIGNATURE_NAME, partsOf } from './bundle-file.ts';
import type { BundleManifest } from './manifest.ts';
import { signManifest } from './signature.ts';

/**
 * Writes a bundle beside `output` and renames it, so that nobody ever reads half a bundle.
 * Throws `SourceError` ADVISORIES_UNWRITABLE, `InputError` ADVISORIES_KEY_INVALID.
 */
export async function writeBundle(input: {
  readonly output: string;
  readonly manifest: BundleManifest;
  /** Path in the bundle → content. */
  readonly parts: ReadonlyMap<string, Buffer>;
  readonly privateKeyPem: string | null;
}): Promise<{ readonly bytes: number }> {
  const { output, manifest, parts, privateKeyPem } = input;
  const bytes = Buffer.from(`${JSON.stringify(manifest)}\n`);
  const modified = Math.floor(Date.parse(manifest.created) / 1000);
  const chunks = [...entry(MANIFEST_NAME, bytes, modified)];
  if (privateKeyPem !== null) {
    const signature = Buffer.from(`${signManifest(bytes, privateKeyPem)}\n`);
    chunks.push(...entry(SIGNATURE_NAME, signature, modified));
  }
  for (const { path } of partsOf(manifest))
    chunks.push(...entry(path, parts.get(path) ?? Buffer.alloc(0), modified));
  chunks.push(tarEnd());
  await writeWhole(output, chunks);
  return { bytes: chunks.reduce((sum, chunk) => sum + chunk.length, 0) };
}

function entry(path: string, body: Buffer, modified: number): readonly Buffer[] {
  const header = entryHeader({ path, type: 'file', mode: 0o644, size: body.length, modified, link: null });
  return [header, body, padding(body.length)];
}

async function writeWhole(output: string, chunks: readonly Buffer[]): Promise<void> {
  const draft = `${output}.${randomUUID()}.tmp`;
  try {
    const file = await open(draft, 'wx');
    try {
      for (const chunk of chunks) await file.writeFile(chunk);
    } finally {
      await file.close();
    }
    await rename(draft, output);
  } catch (error) {
    await rm(draft, { force: true });
    throw new SourceError('ADVISORIES_UNWRITABLE', `${output}: cannot be written: ${errorText(error)}`, {
      cause: error,
      hint: 'Name a file in a folder that is there, can be written, and has room.',
    });
  }
}
