import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveBytes } from './fake-registry.ts';
import { startServer } from './http-server.ts';
import type { TestServer } from './http-server.ts';

/** Serves an OCI layout as the repository `app`, read only, with no list of referrers. */
export function startLayoutRegistry(folder: string): Promise<TestServer> {
  const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as Index;
  const tags = new Map(index.manifests.map((one) => [one.annotations[NAME], one.digest]));
  return startServer((request, response) => {
    const [, kind, name] = /^\/v2\/app\/(manifests|blobs)\/([^?]+)$/u.exec(request.path) ?? [];
    const digest = tags.get(name) ?? name ?? '';
    const file = join(folder, 'blobs', digest.replace(':', '/'));
    if (kind === undefined || !/^sha256:[0-9a-f]{64}$/u.test(digest) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    const bytes = readFileSync(file);
    const type =
      kind === 'manifests'
        ? (JSON.parse(bytes.toString('utf8')) as { mediaType: string }).mediaType
        : undefined;
    serveBytes(request, response, type === undefined ? { bytes } : { bytes, type });
  });
}

const NAME = 'org.opencontainers.image.ref.name';

interface Index {
  readonly manifests: readonly {
    readonly digest: string;
    readonly annotations: Readonly<Record<string, string>>;
  }[];
}
