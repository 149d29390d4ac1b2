import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RevocationServices {
  /** `127.0.0.1:port` */
  readonly host: string;
  readonly url: string;
  /** What is answered, by path; a number is an HTTP status without a body. */
  readonly answers: Map<string, Buffer | number>;
  /** Method, path and type of each request, in the order in which they came. */
  readonly seen: string[];
  stop(): Promise<void>;
}

/** A server on this machine that stands for the OCSP and list services of an authority. */
export async function startRevocationServices(): Promise<RevocationServices> {
  const answers = new Map<string, Buffer | number>();
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    request.resume();
    request.on('end', () => {
      seen.push([method, url, headers['content-type'] ?? ''].join(' ').trim());
      const answer = answers.get(url) ?? 404;
      if (typeof answer === 'number') response.writeHead(answer, { location: '/elsewhere' }).end();
      else response.end(answer);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { host, url: `http://${host}`, answers, seen, stop };
}
