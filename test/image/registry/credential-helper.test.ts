import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { askHelper, helperEnv } from '../../../src/image/registry/credential-helper.ts';
import type { Credential } from '../../../src/image/registry/credential.ts';
import { caught } from '../../support/caught.ts';
import { workFolder } from '../../support/work-folder.ts';

const { signal } = new AbortController();

function ask(script: string, extra: NodeJS.ProcessEnv = {}): Promise<Credential | null> {
  const folder = workFolder({ 'docker-credential-test': `#!/bin/sh\n${script}\n` });
  chmodSync(join(folder, 'docker-credential-test'), 0o755);
  return askHelper('test', 'ghcr.io', { env: { ...extra, PATH: `${folder}:/usr/bin:/bin` }, signal });
}

describe('askHelper', () => {
  it('calls the helper with "get" and the server on standard input', async () => {
    const script = 'read -r server; echo "{\\"Username\\":\\"$*\\",\\"Secret\\":\\"$server\\"}"';
    expect(await ask(script)).toEqual({ kind: 'basic', username: 'get', password: 'ghcr.io' });
  });

  it('takes a token for what it is', async () => {
    const script = `echo '{"ServerURL":"ghcr.io","Username":"<token>","Secret":"s"}'`;
    expect(await ask(script)).toEqual({ kind: 'identity', token: 's' });
  });

  test.each([
    ['says that it has none', 'echo "credentials not found in native keychain"; exit 1'],
    ['gives an empty answer', `echo '{"ServerURL":"","Username":"","Secret":""}'`],
  ])('gives null when the helper %s', async (_name, script) => {
    expect(await ask(script)).toBeNull();
  });

  test.each([
    ['fails', 'echo secret-text >&2; echo secret-text; exit 3', 'exit code 3'],
    [
      'only mentions the words',
      'echo "x: credentials not found in native keychain, secret-text"; exit 1',
      'exit code 1',
    ],
    ['answers with no JSON', 'echo secret-text', 'protocol'],
    ['answers with another form', `echo '{"username":"secret-text"}'`, 'protocol'],
    ['writes without end', 'while :; do echo secret-text; done', 'too much'],
  ])('is an error when the helper %s, without its words', async (_name, script, reason) => {
    const error = await caught(() => ask(script));
    expect(error).toMatchObject({ name: 'EngineError', code: 'CREDENTIAL_HELPER_FAILED' });
    expect(String(error)).toContain(reason);
    expect(String(error)).not.toContain('secret-text');
  });

  it('is an error when there is no such helper', async () => {
    const asked = askHelper('nowhere', 'ghcr.io', { env: { PATH: '/usr/bin' }, signal });
    await expect(asked).rejects.toThrow(
      'docker-credential-nowhere did not give credentials for ghcr.io: it is not on PATH',
    );
  });

  it('does not mind a helper that ends without reading', async () => {
    expect(await ask(`exec <&-; echo '{"Username":"u","Secret":"s"}'`)).not.toBeNull();
  });

  test.each(['../evil', 'a/b', '', '-x', 'a b', 'a;b', 'x'.repeat(200)])(
    'refuses the name "%s"',
    async (name) => {
      await expect(askHelper(name, 'ghcr.io', { env: {}, signal })).rejects.toMatchObject({
        code: 'CREDENTIAL_HELPER_NAME',
      });
    },
  );

  it('ends with the reason of an abort', async () => {
    const aborted = AbortSignal.abort(new Error('stopped'));
    await expect(askHelper('test', 'ghcr.io', { env: {}, signal: aborted })).rejects.toThrow('stopped');
  });

  it('does not hand our secrets to the helper', async () => {
    const script =
      'echo "{\\"Username\\":\\"u\\",\\"Secret\\":\\"$GITHUB_TOKEN|$AWS_SECRET_ACCESS_KEY|$HOME\\"}"';
    const env = { GITHUB_TOKEN: 'a', AWS_SECRET_ACCESS_KEY: 'b', HOME: '/home/x' };
    expect(await ask(script, env)).toMatchObject({ password: '||/home/x' });
  });
});

describe('helperEnv', () => {
  const env = {
    PATH: 'p',
    GITHUB_TOKEN: 'x',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x',
    AWS_PROFILE: 'a',
    GOOGLE_APPLICATION_CREDENTIALS: 'g',
    CLOUDSDK_CONFIG: 'c',
    AZURE_CLIENT_ID: 'z',
    GNUPGHOME: 'gpg',
  };

  test.each([
    ['docker-credential-pass', ['GNUPGHOME', 'PATH']],
    ['docker-credential-ecr-login', ['AWS_PROFILE', 'GNUPGHOME', 'PATH']],
    ['docker-credential-gcloud', ['CLOUDSDK_CONFIG', 'GNUPGHOME', 'GOOGLE_APPLICATION_CREDENTIALS', 'PATH']],
    ['docker-credential-acr-env', ['AZURE_CLIENT_ID', 'GNUPGHOME', 'PATH']],
  ])('gives %s only %j', (name, keys) => {
    expect(Object.keys(helperEnv(name, env)).sort()).toEqual(keys);
  });
});
