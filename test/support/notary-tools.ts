import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestNotary } from './notary-server.ts';

/** Of every key. */
export const PASSPHRASE = 'correct horse';

/** The programs that sign, with keys and a configuration of their own. */
export interface NotaryTools {
  /** Runs `docker` with content trust on; gives what it prints. */
  docker(...args: readonly string[]): Promise<string>;
  /** Runs `notary` against the server. */
  notary(...args: readonly string[]): Promise<string>;
  /** The newest root.json that these tools know of a repository. */
  rootFile(gun: string): string;
  /** Ids of the root keys, as their private halves are named. */
  rootKeyIds(): readonly string[];
  /** A folder for files; removed by `remove`. */
  readonly folder: string;
  remove(): void;
}

export function notaryTools({ tlsUrl, ca }: TestNotary, more: NodeJS.ProcessEnv = {}): NotaryTools {
  const folder = mkdtempSync(join(tmpdir(), 'image-gate-notary-tools-'));
  const config = join(folder, 'docker');
  const authority = join(config, 'tls', new URL(tlsUrl).host);
  mkdirSync(authority, { recursive: true });
  copyFileSync(ca, join(authority, 'ca.crt'));
  writeFileSync(join(config, 'config.json'), '{}');
  const trust = join(config, 'trust');
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    DOCKER_CONFIG: config,
    DOCKER_CONTENT_TRUST: '1',
    DOCKER_CONTENT_TRUST_SERVER: tlsUrl,
    DOCKER_CONTENT_TRUST_ROOT_PASSPHRASE: PASSPHRASE,
    DOCKER_CONTENT_TRUST_REPOSITORY_PASSPHRASE: PASSPHRASE,
    NOTARY_ROOT_PASSPHRASE: PASSPHRASE,
    NOTARY_TARGETS_PASSPHRASE: PASSPHRASE,
    NOTARY_SNAPSHOT_PASSPHRASE: PASSPHRASE,
    NOTARY_DELEGATION_PASSPHRASE: PASSPHRASE,
    ...more,
  };
  return {
    folder,
    docker: (...args) => run('docker', args, env),
    notary: (...args) => run('notary', ['-d', trust, '-s', tlsUrl, '--tlscacert', ca, ...args], env),
    rootFile: (gun) => readFileSync(join(trust, 'tuf', gun, 'metadata', 'root.json'), 'utf8'),
    rootKeyIds: () => {
      const keys = join(trust, 'private');
      const isRoot = (file: string): boolean => /role: root/u.test(readFileSync(join(keys, file), 'utf8'));
      return readdirSync(keys)
        .filter(isRoot)
        .map((file) => file.replace('.key', ''));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A name that no other test uses. */
export function uniqueRepository(): string {
  return `app-${randomBytes(6).toString('hex')}`;
}

/** Not `spawnSync`: what the program talks to may run in this process. */
async function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(program, [...args], { env, stdio: 'pipe' });
  // What it asks for is whether we are sure.
  child.stdin.on('error', () => {});
  child.stdin.end('yes\n');
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const said = Buffer.concat(out).toString();
  if (status === 0) return said;
  throw new Error(
    `${program} ${args.join(' ')}: ${String(status)}\n${said}\n${Buffer.concat(err).toString()}`,
  );
}
