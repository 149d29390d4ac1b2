import type { ServerResponse } from 'node:http';
import { compress } from 'snappyjs';
import { startServer } from './http-server.ts';
import type { SeenRequest, TestServer } from './http-server.ts';

export interface AttestationsOptions {
  /** `owner/name` or `owner`, for which there are attestations. */
  readonly repository?: string;
  readonly digest: string;
  readonly bundles: readonly object[];
  /** `inline`: in the list. Otherwise on the other server, packed or as they are. */
  readonly as?: 'inline' | 'snappy' | 'plain';
  readonly perPage?: number;
  readonly token?: string | null;
  /** Answers the API itself and returns true. */
  readonly intercept?: (request: SeenRequest, response: ServerResponse) => boolean;
  /** Answers for the server of bundles. */
  readonly blob?: (request: SeenRequest, response: ServerResponse, bundle: object) => void;
}

export interface AttestationsServers {
  readonly api: TestServer;
  /** The server that keeps bundles. */
  readonly blobs: TestServer;
  /** What a request had that it must not have. */
  readonly faults: readonly string[];
}

/** The part of GitHub's API that lists attestations, and the server that keeps them. */
export async function startAttestations(options: AttestationsOptions): Promise<AttestationsServers> {
  const {
    repository = 'acme/app',
    digest,
    bundles,
    as = 'snappy',
    perPage = 100,
    token = 'test-token',
  } = options;
  const faults: string[] = [];
  const blobs = await startServer((request, response) => {
    if (request.headers.authorization !== undefined) faults.push('the token went to the server of bundles');
    if (!request.path.includes('?sig=secret')) faults.push(`${request.path} lacks its permission`);
    const bundle = bundles[Number(/^\/(\d+)\./u.exec(request.path)?.[1])] ?? {};
    if (options.blob !== undefined) options.blob(request, response, bundle);
    else response.writeHead(200).end(as === 'plain' ? JSON.stringify(bundle) : packed(bundle));
  });
  const kind = repository.includes('/') ? 'repos' : 'users';
  const api: TestServer = await startServer((request, response) => {
    if (options.intercept?.(request, response) === true) return;
    const url = new URL(request.path, api.url);
    if (request.headers.accept !== 'application/vnd.github+json') faults.push('not asked for by its type');
    const authorization = token === null ? undefined : `Bearer ${token}`;
    if (request.headers.authorization !== authorization) faults.push('another token, or none');
    if (url.searchParams.get('per_page') !== '100') faults.push('pages of another size');
    if (decodeURIComponent(url.pathname) !== `/${kind}/${repository}/attestations/${digest}`) {
      response.writeHead(404).end('{"message":"Not Found"}');
      return;
    }
    const from = Number(url.searchParams.get('after') ?? 0);
    const next = from + perPage < bundles.length ? from + perPage : null;
    const attestations = bundles.slice(from, from + perPage).map((bundle, index) =>
      as === 'inline'
        ? { bundle, repository_id: 1 }
        : {
            bundle: null,
            bundle_url: `${blobs.url}/${from + index}.json.sn?sig=secret`,
            initiator: 'user',
          },
    );
    const link =
      next === null ? {} : { link: linkTo(`https://elsewhere.example/?per_page=100&after=${next}`) };
    response.writeHead(200, { 'content-type': 'application/json', ...link });
    response.end(JSON.stringify({ attestations }));
  });
  return { api, blobs, faults };
}

/** As GitHub keeps a bundle. */
export function packed(bundle: object): Buffer {
  return Buffer.from(compress(Buffer.from(JSON.stringify(bundle))));
}

function linkTo(next: string): string {
  return `<https://api.example/?before=x>; rel="prev", <${next}>; rel="next"`;
}
