import type { ServerResponse } from 'node:http';
import type { OciBlobs } from './oci.ts';
import { startServer } from './http-server.ts';
import type { SeenRequest, TestServer } from './http-server.ts';

/** Answers a request itself and returns true, or leaves it to the registry. */
export type Intercept = (request: SeenRequest, response: ServerResponse, nth: number) => boolean;

/**
 * A registry that can be made to misbehave: `v2/app` with one image as `latest` and by digest, where
 * `intercept` does not say otherwise. For good behaviour there is the real one in `registry.ts`.
 */
export function startFakeRegistry(image: OciBlobs, intercept: Intercept = () => false): Promise<TestServer> {
  return startServer((request, response, nth) => {
    if (intercept(request, response, nth)) return;
    const [, kind, name] = /^\/v2\/app\/(manifests|blobs)\/([^?]+)/u.exec(request.path) ?? [];
    const digest = name === 'latest' ? image.descriptor.digest : name;
    const bytes = digest === undefined ? undefined : image.blobs.get(digest);
    if (kind === undefined || bytes === undefined) response.writeHead(404).end();
    else serveBytes(request, response, { bytes, type: kind === 'manifests' ? MANIFEST : BLOB });
  });
}

/** Serves bytes, or from the byte on that `Range` asks for. */
export function serveBytes(
  request: SeenRequest,
  response: ServerResponse,
  { bytes, type = BLOB }: { readonly bytes: Buffer; readonly type?: string },
): void {
  const from = /^bytes=(\d+)-$/u.exec(request.headers.range ?? '')?.[1];
  const start = Number(from ?? 0);
  const range = { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` };
  response.writeHead(from === undefined ? 200 : 206, {
    'content-type': type,
    'content-length': bytes.length - start,
    ...(from === undefined ? {} : range),
  });
  response.end(request.method === 'HEAD' ? undefined : bytes.subarray(start));
}

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const BLOB = 'application/octet-stream';
