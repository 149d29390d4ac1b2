import { sha256Of } from './tar.ts';
import type { OciBlobs } from './oci.ts';
import type { TestRegistry } from './registry.ts';

export interface PushedManifest {
  readonly digest: string;
  readonly size: number;
  readonly mediaType: string;
}

/** Pushes an image as `repository:tag`. */
export async function pushImage(
  registry: TestRegistry,
  name: { readonly repository: string; readonly tag: string },
  image: OciBlobs,
): Promise<PushedManifest> {
  for (const [digest, bytes] of image.blobs) {
    if (digest !== image.descriptor.digest) await pushBlob(registry, name.repository, bytes);
  }
  return pushManifest(registry, name, { bytes: image.manifest, mediaType: MANIFEST });
}

/** Pushes the images, and an index of them as `repository:tag`. */
export async function pushIndex(
  registry: TestRegistry,
  name: { readonly repository: string; readonly tag: string },
  images: readonly OciBlobs[],
): Promise<PushedManifest> {
  for (const [index, image] of images.entries()) {
    await pushImage(registry, { repository: name.repository, tag: `part-${index}` }, image);
  }
  const manifests = images.map(({ descriptor }) => descriptor);
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests }));
  return pushManifest(registry, name, { bytes, mediaType: INDEX });
}

/** Pushes any manifest; the blobs that it names must be there. */
export async function pushManifest(
  registry: TestRegistry,
  name: { readonly repository: string; readonly tag: string },
  manifest: { readonly bytes: Buffer; readonly mediaType: string },
): Promise<PushedManifest> {
  const { bytes, mediaType } = manifest;
  await put(registry, `${registry.url}/v2/${name.repository}/manifests/${name.tag}`, { bytes, mediaType });
  return { digest: sha256Of(bytes), size: bytes.length, mediaType };
}

/** Uploads one blob in one piece. Source: OCI distribution specification 1.1, "pushing blobs". */
export async function pushBlob(registry: TestRegistry, repository: string, bytes: Buffer): Promise<string> {
  const digest = sha256Of(bytes);
  const started = await fetch(`${registry.url}/v2/${repository}/blobs/uploads/`, {
    method: 'POST',
    headers: headersFor(registry),
  });
  const location = started.headers.get('location');
  if (started.status !== 202 || location === null) throw new Error(`upload not started: ${started.status}`);
  const url = new URL(location, registry.url);
  url.searchParams.set('digest', digest);
  await put(registry, url.href, { bytes, mediaType: 'application/octet-stream' });
  return digest;
}

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';

async function put(
  registry: TestRegistry,
  url: string,
  body: { readonly bytes: Buffer; readonly mediaType: string },
): Promise<void> {
  const response = await fetch(url, {
    method: 'PUT',
    headers: { ...headersFor(registry), 'content-type': body.mediaType },
    body: new Uint8Array(body.bytes),
  });
  if (response.status !== 201) throw new Error(`${url}: HTTP ${response.status} ${await response.text()}`);
}

function headersFor(registry: TestRegistry): Record<string, string> {
  return registry.authorization === null ? {} : { authorization: registry.authorization };
}
