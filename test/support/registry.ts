import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface TestRegistry {
  /** `127.0.0.1:port`, as in a reference. */
  readonly host: string;
  readonly url: string;
  /** For `Authorization`; null when the registry asks for none. */
  readonly authorization: string | null;
  stop(): Promise<void>;
}

export const REGISTRY_USER = 'reader';
/** With a colon: only the first one separates. */
export const REGISTRY_PASSWORD = 'pass:word';

// htpasswd -Bbn -C 4 reader pass:word
const HTPASSWD = 'reader:$2y$04$Bwb8qTk1vtVAIY4lVwR32.o19gW546pM7c6o.4Bzt7jWXbNQjxpey';

/** Starts a real `docker-registry` on this machine, with an empty store; `needs('docker-registry')` first. */
export async function startRegistry(options: { readonly auth?: boolean } = {}): Promise<TestRegistry> {
  const { auth = false } = options;
  const folder = mkdtempSync(join(tmpdir(), 'image-gate-registry-'));
  writeFileSync(join(folder, 'htpasswd'), `${HTPASSWD}\n`);
  writeFileSync(join(folder, 'config.yml'), configText(folder, auth));
  const child = spawn('docker-registry', ['serve', join(folder, 'config.yml')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    said.push(line);
    const host = LISTENING.exec(line)?.[1];
    if (host === undefined) continue;
    // What is not read would block the registry once the pipe is full.
    child.stderr.resume();
    const basic = Buffer.from(`${REGISTRY_USER}:${REGISTRY_PASSWORD}`).toString('base64');
    return { host, url: `http://${host}`, authorization: auth ? `Basic ${basic}` : null, stop };
  }
  await stop();
  throw new Error(`docker-registry did not start:\n${said.join('\n')}`);
}

const LISTENING = /listening on (127\.0\.0\.1:\d+)/u;

function configText(folder: string, auth: boolean): string {
  const config = {
    version: 0.1,
    log: { level: 'info' },
    storage: { filesystem: { rootdirectory: join(folder, 'data') } },
    http: { addr: '127.0.0.1:0', secret: 'test' },
    ...(auth ? { auth: { htpasswd: { realm: 'test', path: join(folder, 'htpasswd') } } } : {}),
  };
  return JSON.stringify(config);
}
