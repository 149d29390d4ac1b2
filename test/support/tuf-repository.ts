import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { startServer } from './http-server.ts';
import type { SeenRequest, TestServer } from './http-server.ts';

const ROLES = ['root', 'timestamp', 'snapshot', 'targets'] as const;
type Role = (typeof ROLES)[number];
type Keys = Readonly<Record<Role, KeyObject>>;

export interface TufState {
  /** Text of the target `trusted_root.json`. */
  readonly target: string;
  /** Version of timestamp, snapshot and targets. */
  readonly version?: number;
  /** Milliseconds from now; below 0: it has expired. */
  readonly expires?: Partial<Record<Role, number>>;
  /** Keys of others sign these roles. */
  readonly forged?: readonly Role[];
}

export interface TufRepositoryFiles {
  /** Version 1 of the root, to start from. */
  readonly root: string;
  /** Files by name, for a repository in this state. */
  files(state: TufState): ReadonlyMap<string, Buffer>;
  /** Version `version` of the root, with new keys for timestamps; signed by the ones before, or by others. */
  rotate(version: number, forged?: boolean): Buffer;
}

const DAY = 86_400_000;

/** A TUF repository with keys of its own, signed here. Source: The Update Framework specification, 4. */
export function tufRepository(): TufRepositoryFiles {
  const keys = { current: newKeys() };
  const root = signed(rootOf(keys.current, 1), [keys.current.root]);
  return {
    root: root.toString('utf8'),
    rotate(version, forged = false) {
      const next = { ...keys.current, timestamp: newKey() };
      const bytes = signed(rootOf(next, version), [forged ? newKey() : keys.current.root]);
      keys.current = next;
      return bytes;
    },
    files({ target, version = 1, expires = {}, forged = [] }) {
      const signer = (role: Role): readonly KeyObject[] => [
        forged.includes(role) ? newKey() : keys.current[role],
      ];
      const head = (role: Role) => ({
        _type: role,
        spec_version: '1.0.31',
        version,
        expires: new Date(Date.now() + (expires[role] ?? DAY)).toISOString().replace(/\.\d+Z/u, 'Z'),
      });
      const content = Buffer.from(target);
      const targets = signed(
        {
          ...head('targets'),
          targets: { 'trusted_root.json': { length: content.length, hashes: { sha256: sha256(content) } } },
        },
        signer('targets'),
      );
      const snapshot = signed(
        { ...head('snapshot'), meta: { 'targets.json': metaOf(targets, version) } },
        signer('snapshot'),
      );
      const timestamp = signed(
        { ...head('timestamp'), meta: { 'snapshot.json': metaOf(snapshot, version) } },
        signer('timestamp'),
      );
      return new Map([
        ['timestamp.json', timestamp],
        [`${version}.snapshot.json`, snapshot],
        [`${version}.targets.json`, targets],
        [`targets/${sha256(content)}.trusted_root.json`, content],
      ]);
    },
  };
}

export interface TufServer extends TestServer {
  /** Serves these files from now on. */
  serve(files: ReadonlyMap<string, Buffer>): void;
}

/** Serves files under `/tuf/`; `intercept` may answer a request itself. */
export async function startTufServer(
  intercept: (request: SeenRequest, response: ServerResponse) => boolean = () => false,
): Promise<TufServer> {
  const state: { files: ReadonlyMap<string, Buffer> } = { files: new Map() };
  const server = await startServer((request, response) => {
    if (intercept(request, response)) return;
    const bytes = state.files.get(request.path.replace('/tuf/', ''));
    response.writeHead(bytes === undefined ? 404 : 200).end(bytes);
  });
  return {
    ...server,
    url: `${server.url}/tuf`,
    serve(files) {
      state.files = files;
    },
  };
}

function newKeys(): Keys {
  return { root: newKey(), timestamp: newKey(), snapshot: newKey(), targets: newKey() };
}

function newKey(): KeyObject {
  return generateKeyPairSync('ed25519').privateKey;
}

function rootOf(keys: Keys, version: number): object {
  return {
    _type: 'root',
    spec_version: '1.0.31',
    version,
    expires: '2099-01-01T00:00:00Z',
    consistent_snapshot: true,
    keys: Object.fromEntries(ROLES.map((role) => [idOf(keys[role]), publicOf(keys[role])])),
    roles: Object.fromEntries(ROLES.map((role) => [role, { keyids: [idOf(keys[role])], threshold: 1 }])),
  };
}

function publicOf(key: KeyObject): object {
  const { x } = key.export({ format: 'jwk' });
  const hex = Buffer.from(x ?? '', 'base64url').toString('hex');
  return { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: hex } };
}

function idOf(key: KeyObject): string {
  return sha256(Buffer.from(canonical(publicOf(key))));
}

function metaOf(bytes: Buffer, version: number): object {
  return { version, length: bytes.length, hashes: { sha256: sha256(bytes) } };
}

function signed(content: object, keys: readonly KeyObject[]): Buffer {
  const bytes = Buffer.from(canonical(content));
  const signatures = keys.map((key) => ({ keyid: idOf(key), sig: sign(null, bytes, key).toString('hex') }));
  return Buffer.from(JSON.stringify({ signed: content, signatures }));
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`);
  return `{${parts.join(',')}}`;
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
