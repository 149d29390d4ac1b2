import { createHash } from 'node:crypto';
import { startServer } from './http-server.ts';

const BUNDLE = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';
const EMPTY = Buffer.from('{}');

/** A registry in which bundles with these texts are about `digest`. Returns its host. */
export async function startFakeReferrers(
  repository: string,
  digest: string,
  texts: readonly string[],
): Promise<string> {
  const blobs = new Map<string, Buffer>();
  const put = (mediaType: string, bytes: Buffer) => {
    const one = {
      mediaType,
      digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
      size: bytes.length,
    };
    blobs.set(one.digest, bytes);
    return one;
  };
  const manifests = texts.map((text) => {
    const manifest = {
      schemaVersion: 2,
      mediaType: MANIFEST,
      artifactType: BUNDLE,
      config: put('application/vnd.oci.empty.v1+json', EMPTY),
      layers: [put(BUNDLE, Buffer.from(text))],
      subject: { mediaType: MANIFEST, digest, size: 1 },
    };
    return { ...put(MANIFEST, Buffer.from(JSON.stringify(manifest))), artifactType: BUNDLE };
  });
  const { host } = await startServer(({ path }, response) => {
    if (path === '/v2/') response.writeHead(200).end('{}');
    else if (path === `/v2/${repository}/referrers/${digest}`) {
      response.writeHead(200, { 'content-type': INDEX });
      response.end(JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests }));
    } else {
      const bytes = blobs.get(path.slice(path.lastIndexOf('/') + 1));
      const type = path.includes('/manifests/') ? MANIFEST : 'application/octet-stream';
      response.writeHead(bytes === undefined ? 404 : 200, { 'content-type': type }).end(bytes);
    }
  });
  return host;
}
