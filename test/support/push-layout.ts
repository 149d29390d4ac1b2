import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pushBlob, pushManifest } from './push.ts';
import type { TestRegistry } from './registry.ts';

/** Pushes the one image of an OCI layout. */
export async function pushLayout(
  registry: TestRegistry,
  name: { readonly repository: string; readonly tag: string },
  layout: string,
): Promise<void> {
  const folder = path.join(layout, 'blobs', 'sha256');
  const index = JSON.parse(readFileSync(path.join(layout, 'index.json'), 'utf8')) as {
    manifests: { digest: string; mediaType: string }[];
  };
  const [entry] = index.manifests;
  if (entry === undefined) throw new Error(`${layout} has no manifest`);
  const manifest = entry.digest.slice('sha256:'.length);
  for (const blob of readdirSync(folder)) {
    if (blob !== manifest) await pushBlob(registry, name.repository, readFileSync(path.join(folder, blob)));
  }
  await pushManifest(registry, name, {
    bytes: readFileSync(path.join(folder, manifest)),
    mediaType: entry.mediaType,
  });
}
