import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { InputError } from '../../model/errors.ts';
import { DEFAULT_REGISTRY } from '../../model/reference.ts';
import { plain } from '../../util/escape.ts';
import { LIMITS } from '../../util/limits.ts';
import type { Credential } from './credential.ts';
import { askHelper } from './credential-helper.ts';

/** Under this name Docker keeps the credentials of Docker Hub. */
export const HUB_KEY = 'https://index.docker.io/v1/';

/**
 * What Docker's configuration holds for one registry; null: nothing, ask without. The order is Docker's:
 * `credHelpers`, else `credsStore`, then `auths`. Hosts are compared exactly.
 * Throws `InputError` DOCKER_CONFIG_INVALID, `EngineError` CREDENTIAL_HELPER_FAILED.
 */
export async function findCredential(
  registry: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<Credential | null> {
  const path = configPath(env);
  const config = await readConfig(path);
  if (config === null) return null;
  const helper = helperFor(config, registry);
  if (helper !== null) {
    const server = registry === DEFAULT_REGISTRY ? HUB_KEY : registry;
    const found = await askHelper(helper, server, { env, signal });
    if (found !== null) return found;
  }
  for (const key of storedKeys(Object.keys(config.auths), registry)) {
    const entry = config.auths[key];
    const found = entry === undefined ? null : fromEntry(entry, `${path}: auths["${plain(key, 200)}"]`);
    if (found !== null) return found;
  }
  return null;
}

const TEXT = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const ENTRY = z.object({
  auth: TEXT,
  username: TEXT,
  password: TEXT,
  identitytoken: TEXT,
  registrytoken: TEXT,
});
const CONFIG = z.object({
  auths: z
    .record(z.string(), ENTRY)
    .nullish()
    .transform((value) => value ?? {}),
  credHelpers: z
    .record(z.string(), z.string())
    .nullish()
    .transform((value) => value ?? {}),
  credsStore: TEXT,
});

type Config = z.infer<typeof CONFIG>;

function configPath(env: NodeJS.ProcessEnv): string {
  const folder = env['DOCKER_CONFIG'];
  if (folder !== undefined && folder !== '') return join(folder, 'config.json');
  return join(env['HOME'] ?? homedir(), '.docker', 'config.json');
}

async function readConfig(path: string): Promise<Config | null> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR')) {
      return null;
    }
    throw invalid(path, 'it cannot be read', cause);
  }
  if (bytes.byteLength > LIMITS.dockerConfigBytes.value) throw invalid(path, 'it is too large');
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    // The parser's message quotes the text, which holds passwords.
    throw invalid(path, 'it is not JSON');
  }
  const result = CONFIG.safeParse(value);
  if (result.success) return result.data;
  throw invalid(path, plain(result.error.issues[0]?.path.join('.') ?? 'its form', 200));
}

function helperFor(config: Config, registry: string): string | null {
  for (const key of storedKeys(Object.keys(config.credHelpers), registry)) {
    const helper = config.credHelpers[key];
    // An empty name is how Docker says "no helper for this one".
    if (helper !== undefined) return helper === '' ? null : helper;
  }
  return config.credsStore === '' ? null : config.credsStore;
}

/** The keys that stand for a registry, the exact one first. */
function storedKeys(keys: readonly string[], registry: string): readonly string[] {
  const names = registry === DEFAULT_REGISTRY ? HUB_NAMES : [registry.toLowerCase()];
  const exact = names.filter((name) => keys.includes(name));
  const likewise = keys.filter((key) => !exact.includes(key) && names.includes(hostOfKey(key)));
  return [...exact, ...likewise];
}

const HUB_NAMES: readonly string[] = [HUB_KEY, 'docker.io', 'index.docker.io', 'registry-1.docker.io'];
const KEY = /^(?:https?:\/\/)?([^/]+)(?:\/v[12])?\/?$/u;

// Docker writes hosts, and wrote `https://host/v1/` in older days.
function hostOfKey(key: string): string {
  return KEY.exec(key)?.[1]?.toLowerCase() ?? '';
}

function fromEntry(entry: z.infer<typeof ENTRY>, where: string): Credential | null {
  if (entry.registrytoken !== '') return { kind: 'bearer', token: entry.registrytoken };
  if (entry.identitytoken !== '') return { kind: 'identity', token: entry.identitytoken };
  if (entry.auth === '') {
    const { username, password } = entry;
    return username === '' ? null : { kind: 'basic', username, password };
  }
  const text = Buffer.from(entry.auth, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon <= 0) throw invalid(where, '"auth" is not the base64 of user:password');
  return { kind: 'basic', username: text.slice(0, colon), password: text.slice(colon + 1) };
}

function invalid(where: string, reason: string, cause?: unknown): InputError {
  return new InputError(
    'DOCKER_CONFIG_INVALID',
    `${where}: Docker's configuration is not usable: ${reason}`,
    {
      hint: 'Run `docker login` again, or point DOCKER_CONFIG to another folder.',
      cause,
    },
  );
}
