import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fulcioHandler, rekorHandler, tsaHandler } from '@sigstore/mock';
import type { SigstoreServices } from './sigstore-services.ts';

/** Fulcio, Rekor and a time stamp authority on this machine. */
export interface SigstoreServer {
  readonly url: string;
  /** Method and path of what was asked. */
  readonly requests: readonly string[];
  readonly stop: () => void;
}

/** Serves `services`. `stamp` answers queries of RFC 3161; without it, only those of @sigstore/sign are answered. */
export async function startSigstoreServer(
  services: SigstoreServices,
  stamp: (query: Buffer) => Buffer = () => Buffer.alloc(0),
): Promise<SigstoreServer> {
  const { ca, tlog, tsa } = services;
  const handlers = new Map(
    [fulcioHandler(ca), rekorHandler(tlog), tsaHandler(tsa)].map(({ path, fn }) => [path, fn] as const),
  );
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      requests.push(`${method} ${url}`);
      const body = Buffer.concat(chunks);
      if (headers['content-type'] === 'application/timestamp-query') {
        response.writeHead(201, { 'content-type': 'application/timestamp-reply' }).end(stamp(body));
        return;
      }
      const handler = handlers.get(url);
      if (handler === undefined) {
        response.writeHead(404).end();
        return;
      }
      const { authorization = '' } = headers;
      const isLog = url.includes('/log/');
      const text = isLog ? logged(body.toString()) : withToken(body.toString(), authorization);
      void (async () => {
        const { statusCode, response: answer, contentType = 'text/plain' } = await handler(text);
        // The real Fulcio says 200, and cosign takes nothing else.
        const status = url.includes('signingCert') && statusCode === 201 ? 200 : statusCode;
        const extra = isLog && typeof answer === 'string' ? entryHeaders(url, answer) : {};
        response.writeHead(status, { 'content-type': contentType, ...extra }).end(answer);
      })();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Cosign finds its entry in the answer of a log by these. */
function entryHeaders(url: string, answer: string): Record<string, string> {
  const [id = ''] = Object.keys(JSON.parse(answer) as object);
  return { etag: id, location: `${url}/${id}` };
}

/** Cosign sends the token in the header, and the library of Sigstore in the body, which is where it is read. */
function withToken(text: string, authorization: string): string {
  if (!authorization.startsWith('Bearer ')) return text;
  const credentials = { oidcIdentityToken: authorization.slice('Bearer '.length) };
  return JSON.stringify({ ...(JSON.parse(text) as object), credentials });
}

/** What Rekor makes of an envelope that is proposed: it keeps digests of it. Other kinds it logs as they are. */
function logged(text: string): string {
  const proposed = JSON.parse(text) as ProposedEntry;
  const { kind, apiVersion, spec } = proposed;
  if (kind !== 'dsse' || spec.proposedContent === undefined) return text;
  const { envelope, verifiers } = spec.proposedContent;
  const { payload, signatures } = JSON.parse(envelope) as Envelope;
  return JSON.stringify({
    apiVersion,
    kind,
    spec: {
      envelopeHash: { algorithm: 'sha256', value: hex(Buffer.from(envelope)) },
      payloadHash: { algorithm: 'sha256', value: hex(Buffer.from(payload, 'base64')) },
      signatures: signatures.map(({ sig }, at) => ({ signature: sig, verifier: verifiers[at] })),
    },
  });
}

interface ProposedEntry {
  readonly kind: string;
  readonly apiVersion: string;
  readonly spec: {
    readonly proposedContent?: { readonly envelope: string; readonly verifiers: readonly string[] };
  };
}

interface Envelope {
  readonly payload: string;
  readonly signatures: readonly { readonly sig: string }[];
}

function hex(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
