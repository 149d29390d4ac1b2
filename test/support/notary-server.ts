import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';

export interface TestNotary {
  /** Plain HTTP, on this machine. */
  readonly url: string;
  /** The same server behind TLS, as Docker's program wants it: `https://localhost:port`. */
  readonly tlsUrl: string;
  /** The certificate authority of `tlsUrl`, a PEM file. */
  readonly ca: string;
  stop(): Promise<void>;
}

export interface NotaryServerOptions {
  /** `signer`: a `notary-signer` holds ECDSA keys; `local`: the server holds Ed25519 keys itself. */
  readonly keys: 'signer' | 'local';
  /** The server's `auth` section. */
  readonly auth?: object;
}

/** Starts a real `notary-server` with an empty store; `needs('notary-server')` first. */
export async function startNotary({ keys, auth }: NotaryServerOptions): Promise<TestNotary> {
  const folder = mkdtempSync(join(tmpdir(), 'image-gate-notary-'));
  makeCertificates(folder);
  const ends: (() => Promise<void>)[] = [async () => rmSync(folder, { recursive: true, force: true })];
  const stop = async (): Promise<void> => {
    for (const end of ends.toReversed()) await end();
  };
  try {
    const signerPort = keys === 'signer' ? await startSigner(folder, ends) : null;
    const port = await freePort();
    const config = {
      server: { http_addr: `127.0.0.1:${port}` },
      trust_service: signerPort === null ? { type: 'local' } : remoteSigner(signerPort),
      storage: { backend: 'memory' },
      ...(auth === undefined ? {} : { auth }),
    };
    startProgram('notary-server', { config, folder, ends });
    const url = `http://127.0.0.1:${port}`;
    await untilHealthy(url);
    const tls = await startTlsProxy(folder, port, ends);
    return { url, tlsUrl: `https://localhost:${tls}`, ca: join(folder, 'ca.crt'), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Program {
  readonly config: object;
  readonly folder: string;
  readonly ends: (() => Promise<void>)[];
}

async function startSigner(folder: string, ends: Program['ends']): Promise<number> {
  const port = await freePort();
  const config = {
    server: {
      grpc_addr: `127.0.0.1:${port}`,
      tls_cert_file: './server.crt',
      tls_key_file: './server.key',
      client_ca_file: './ca.crt',
    },
    storage: { backend: 'memory' },
  };
  startProgram('notary-signer', { config, folder, ends });
  await untilListening(port);
  return port;
}

function remoteSigner(port: number): object {
  return {
    type: 'remote',
    hostname: 'localhost',
    port: String(port),
    tls_ca_file: './ca.crt',
    key_algorithm: 'ecdsa',
    tls_client_cert: './server.crt',
    tls_client_key: './server.key',
  };
}

function startProgram(name: string, { config, folder, ends }: Program): void {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(config));
  const child = spawn(name, ['-config', file], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  ends.push(async () => {
    child.kill('SIGKILL');
    await ended;
  });
}

async function untilHealthy(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    try {
      const response = await fetch(`${url}/_notary_server/health`);
      await response.body?.cancel();
      if (response.ok) return;
    } catch {
      // Not listening yet.
    }
    await pause();
  }
  throw new Error(`${url} does not become healthy`);
}

async function untilListening(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const socket = connect(port, '127.0.0.1');
    const there = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    socket.destroy();
    if (there) return;
    await pause();
  }
  throw new Error(`nothing listens at port ${port}`);
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 20);
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  await once(server, 'close');
  return port;
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function startTlsProxy(folder: string, to: number, ends: Program['ends']): Promise<number> {
  const sockets = new Set<Socket>();
  const key = readFileSync(join(folder, 'server.key'));
  const cert = readFileSync(join(folder, 'server.crt'));
  const server = createTlsServer({ key, cert }, (socket) => {
    const onward = connect(to, '127.0.0.1');
    for (const one of [socket, onward]) {
      sockets.add(one);
      one.on('error', () => {
        socket.destroy();
        onward.destroy();
      });
    }
    socket.pipe(onward).pipe(socket);
  });
  const port = await listen(server);
  ends.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return port;
}

const P256 = ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** ca.crt, and server.crt for localhost with server.key. */
function makeCertificates(folder: string): void {
  const openssl = (...args: readonly string[]): void => {
    execFileSync('openssl', [...args], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  };
  writeFileSync(
    join(folder, 'extensions'),
    'subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\n',
  );
  openssl(
    'req',
    '-x509',
    '-newkey',
    ...P256,
    '-keyout',
    'ca.key',
    '-out',
    'ca.crt',
    '-subj',
    '/CN=test',
    '-days',
    '2',
  );
  openssl('req', '-newkey', ...P256, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=localhost');
  const sign = [
    '-CA',
    'ca.crt',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-days',
    '2',
    '-extfile',
    'extensions',
  ];
  openssl('x509', '-req', '-in', 'server.csr', ...sign, '-out', 'server.crt');
}
