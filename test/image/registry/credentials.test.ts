import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { HUB_KEY, findCredential } from '../../../src/image/registry/credentials.ts';
import type { Credential } from '../../../src/image/registry/credential.ts';
import { caught } from '../../support/caught.ts';
import { workFolder } from '../../support/work-folder.ts';

const { signal } = new AbortController();
const basic = (username: string, password: string): Credential => ({ kind: 'basic', username, password });
const auth = (text: string): { auth: string } => ({ auth: Buffer.from(text).toString('base64') });

function find(config: unknown, registry: string): Promise<Credential | null> {
  const folder = workFolder({ 'config.json': typeof config === 'string' ? config : JSON.stringify(config) });
  return findCredential(registry, { DOCKER_CONFIG: folder }, signal);
}

describe('auths', () => {
  test.each<[string, object, Credential]>([
    ['user and password', auth('user:pass'), basic('user', 'pass')],
    ['a password with colons', auth('user:pa:ss:'), basic('user', 'pa:ss:')],
    ['a password beyond ASCII', auth('user:pässword'), basic('user', 'pässword')],
    ['an empty password', auth('user:'), basic('user', '')],
    ['the older form', { username: 'user', password: 'pass' }, basic('user', 'pass')],
    ['an identity token', { ...auth('user:'), identitytoken: 'i' }, { kind: 'identity', token: 'i' }],
    ['a registry token', { registrytoken: 'r', identitytoken: 'i' }, { kind: 'bearer', token: 'r' }],
  ])('give %s', async (_name, entry, expected) => {
    expect(await find({ auths: { 'ghcr.io': entry } }, 'ghcr.io')).toEqual(expected);
  });

  test.each([
    'ghcr.io',
    'https://ghcr.io',
    'https://ghcr.io/',
    'https://ghcr.io/v1/',
    'https://ghcr.io/v2/',
    'GHCR.io',
  ])('are found under %s', async (key) => {
    expect(await find({ auths: { [key]: auth('user:pass') } }, 'ghcr.io')).not.toBeNull();
  });

  test.each([
    'ghcr.io.evil.example',
    'evil-ghcr.io',
    'ghcr.io:443',
    'a.ghcr.io',
    'ghcr.io@evil.example',
    'ghcr.io/org',
    'io',
    '',
  ])('under "%s" are not for ghcr.io', async (key) => {
    expect(await find({ auths: { [key]: auth('user:pass') } }, 'ghcr.io')).toBeNull();
  });

  test.each(['localhost', 'localhost:5001', '127.0.0.1:5000'])(
    'under %s are not for localhost:5000',
    async (key) => {
      expect(await find({ auths: { [key]: auth('user:pass') } }, 'localhost:5000')).toBeNull();
    },
  );

  test.each([
    HUB_KEY,
    'docker.io',
    'index.docker.io',
    'registry-1.docker.io',
    'https://registry-1.docker.io/v2/',
  ])('under %s are for Docker Hub', async (key) => {
    expect(await find({ auths: { [key]: auth('user:pass') } }, 'docker.io')).not.toBeNull();
  });

  it('prefer the exact key', async () => {
    const auths = { 'https://ghcr.io': auth('user:other'), 'ghcr.io': auth('user:exact') };
    expect(await find({ auths }, 'ghcr.io')).toEqual(basic('user', 'exact'));
  });

  test.each([{}, { auths: null }, { auths: { 'ghcr.io': {} } }, { auths: { 'ghcr.io': { auth: '' } } }])(
    'that hold nothing are no credential: %j',
    async (config) => {
      expect(await find(config, 'ghcr.io')).toBeNull();
    },
  );
});

describe('Docker’s configuration', () => {
  it('need not be there', async () => {
    expect(await findCredential('ghcr.io', { DOCKER_CONFIG: '/nowhere' }, signal)).toBeNull();
    expect(await findCredential('ghcr.io', { HOME: workFolder() }, signal)).toBeNull();
  });

  it('is looked for in the home folder', async () => {
    const text = JSON.stringify({ auths: { 'ghcr.io': auth('user:pass') } });
    const home = workFolder({ '.docker/config.json': text });
    expect(await findCredential('ghcr.io', { HOME: home, DOCKER_CONFIG: '' }, signal)).toEqual(
      basic('user', 'pass'),
    );
  });

  test.each<[string, unknown]>([
    ['no JSON', '{"auths":{"ghcr.io":{"auth":"c2VjcmV0'],
    ['a list of hosts', { auths: ['ghcr.io'] }],
    ['a number as auth', { auths: { 'ghcr.io': { auth: 5 } } }],
    ['no colon in auth', { auths: { 'ghcr.io': auth('c2VjcmV0') } }],
    ['no user in auth', { auths: { 'ghcr.io': auth(':c2VjcmV0') } }],
    ['a helper that is no text', { credHelpers: { 'ghcr.io': {} } }],
  ])('is an error when it holds %s, which shows nothing of it', async (_name, config) => {
    const error = await caught(() => find(config, 'ghcr.io'));
    expect(error).toMatchObject({ code: 'DOCKER_CONFIG_INVALID' });
    expect(String(error)).not.toContain('c2VjcmV0');
  });
});

describe('credential helpers', () => {
  it('come before the store, the store before auths', async () => {
    const { env } = helpers({ one: answer('user', 'one'), two: answer('user', 'two') });
    const auths = { 'a.example': auth('user:file'), 'b.example': auth('user:file') };
    const ask = withConfig({ auths, credsStore: 'two', credHelpers: { 'a.example': 'one' } }, env);
    expect(await ask('a.example')).toEqual(basic('user', 'one'));
    expect(await ask('b.example')).toEqual(basic('user', 'two'));
  });

  it('with an empty name mean: no helper', async () => {
    const { env } = helpers({ two: answer('user', 'two') });
    const auths = { 'a.example': auth('user:file') };
    const ask = withConfig({ auths, credsStore: 'two', credHelpers: { 'a.example': '' } }, env);
    expect(await ask('a.example')).toEqual(basic('user', 'file'));
  });

  it('that know nothing leave it to auths, and then to nobody', async () => {
    const { env } = helpers({ none: 'echo "credentials not found in native keychain"; exit 1' });
    const ask = withConfig({ auths: { 'a.example': auth('user:file') }, credsStore: 'none' }, env);
    expect(await ask('a.example')).toEqual(basic('user', 'file'));
    expect(await ask('b.example')).toBeNull();
  });

  it('are asked for the server as Docker names it', async () => {
    const { env } = helpers({ echo: 'read -r server; printf \'{"Username":"u","Secret":"%s"}\' "$server"' });
    const ask = withConfig({ credsStore: 'echo' }, env);
    expect(await ask('docker.io')).toEqual(basic('u', HUB_KEY));
    expect(await ask('localhost:5000')).toEqual(basic('u', 'localhost:5000'));
  });

  it('that are broken are an error, not "no credentials"', async () => {
    const { env } = helpers({});
    const ask = withConfig({ auths: { 'a.example': auth('user:file') }, credsStore: 'missing' }, env);
    await expect(ask('a.example')).rejects.toMatchObject({ code: 'CREDENTIAL_HELPER_FAILED' });
  });
});

function withConfig(
  config: unknown,
  env: NodeJS.ProcessEnv,
): (registry: string) => Promise<Credential | null> {
  const folder = workFolder({ 'config.json': JSON.stringify(config) });
  return (registry) => findCredential(registry, { ...env, DOCKER_CONFIG: folder }, signal);
}

function answer(username: string, secret: string): string {
  return `echo '${JSON.stringify({ ServerURL: 'x', Username: username, Secret: secret })}'`;
}

function helpers(scripts: Readonly<Record<string, string>>): { env: NodeJS.ProcessEnv } {
  const files = Object.entries(scripts).map(([name, text]) => [
    `docker-credential-${name}`,
    `#!/bin/sh\n${text}\n`,
  ]);
  const folder = workFolder(Object.fromEntries(files) as Record<string, string>);
  for (const [name] of files) chmodSync(join(folder, name ?? ''), 0o755);
  return { env: { PATH: `${folder}:/usr/bin:/bin` } };
}
