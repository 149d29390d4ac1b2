import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

/** Writes all that the tags of a repository lead to into an OCI layout. `url` is that of the repository: `…/v2/app`. */
export async function saveRepository(url: string, folder: string): Promise<void> {
  mkdirSync(join(folder, 'blobs/sha256'), { recursive: true });
  const saved = new Set<string>();
  const { tags } = (await (await fetch(`${url}/tags/list`)).json()) as { tags: readonly string[] };
  const manifests: object[] = [];
  for (const tag of tags.toSorted()) {
    const descriptor = await saveManifest(tag);
    manifests.push({ ...descriptor, annotations: { 'org.opencontainers.image.ref.name': tag } });
  }
  writeFileSync(
    join(folder, 'index.json'),
    JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests }),
  );
  writeFileSync(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');

  async function saveManifest(name: string): Promise<object> {
    const response = await fetch(`${url}/manifests/${name}`, {
      headers: { accept: `${MANIFEST}, ${INDEX}` },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const manifest = JSON.parse(bytes.toString('utf8')) as Manifest;
    const parts = manifest.config === undefined ? [] : [manifest.config, ...(manifest.layers ?? [])];
    for (const { digest } of parts) {
      if (!saved.has(digest)) save(Buffer.from(await (await fetch(`${url}/blobs/${digest}`)).arrayBuffer()));
    }
    for (const { digest } of manifest.manifests ?? []) await saveManifest(digest);
    return { mediaType: response.headers.get('content-type'), digest: save(bytes), size: bytes.length };
  }

  function save(bytes: Buffer): string {
    const hex = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(join(folder, 'blobs/sha256', hex), bytes);
    saved.add(`sha256:${hex}`);
    return `sha256:${hex}`;
  }
}

interface Manifest {
  readonly config?: { readonly digest: string };
  readonly layers?: readonly { readonly digest: string }[];
  readonly manifests?: readonly { readonly digest: string }[];
}
