import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asker } from '../../../../../src/checks/signatures/notation/revocation/ask.ts';
import type { RevocationServices } from '../../../../support/notation-services.ts';
import { startRevocationServices } from '../../../../support/notation-services.ts';

const LIST = { body: null, limit: 100 };

describe('asking about revocation', () => {
  let services: RevocationServices;
  beforeAll(async () => {
    services = await startRevocationServices();
    services.answers.set('/good', Buffer.from('answer'));
    services.answers.set('/long', Buffer.alloc(101));
    services.answers.set('/moved', 302);
  });
  afterAll(() => services.stop());

  const ask = (signal = new AbortController().signal) =>
    asker({ signal, privateHosts: [services.host, `localhost:${port()}`] });
  const port = (): string => services.host.replace('127.0.0.1:', '');

  it('fetches a list, and posts a question', async () => {
    services.seen.length = 0;
    expect((await ask()(`${services.url}/good`, LIST)).toString()).toBe('answer');
    await ask()(`${services.url}/good`, { ...LIST, body: Buffer.from('question') });
    expect(services.seen).toEqual(['GET /good', 'POST /good application/ocsp-request']);
  });

  it('asks a host of this machine by name when that is allowed', async () => {
    expect((await ask()(`http://localhost:${port()}/good`, LIST)).toString()).toBe('answer');
  });

  it.each([
    ['an answer that is too long', '/long', 'more than 100 bytes'],
    ['a redirect', '/moved', 'HTTP 302'],
    ['no answer', '/none', 'HTTP 404'],
  ])('does not take %s', async (_, path, why) => {
    await expect(ask()(`${services.url}${path}`, LIST)).rejects.toThrow(why);
  });

  it('does not go on when it is stopped', async () => {
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    await expect(ask(stop.signal)(`${services.url}/good`, LIST)).rejects.toThrow(/abort/iu);
  });

  it.each([
    'http://127.0.0.1/',
    'http://127.1.2.3/',
    'http://10.0.0.1/',
    'http://172.31.255.255/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://100.100.100.200/',
    'http://0.0.0.0/',
    'http://2130706433/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://[64:ff9b::a00:1]/',
    'http://[fd00::1]/',
    'http://[fe80::1]/',
    'http://localhost/',
    'http://LOCALHOST/',
    'http://127.0.0.1./',
    'https://localhost/',
    'https://192.168.1.1/',
  ])('never leads to %s', async (url) => {
    const none = asker({ signal: new AbortController().signal, privateHosts: [] });
    await expect(none(url, LIST)).rejects.toThrow('on this machine or a private network');
  });

  it.each(['', 'ldap://example.com/cn=list', 'file:///etc/passwd', 'http://'])(
    'does not ask at "%s"',
    async (url) => {
      await expect(ask()(url, LIST)).rejects.toThrow('no web address');
    },
  );

  it('asks through the proxy that is set, though that is on a private network', async () => {
    services.answers.set('http://ocsp.example/good', Buffer.from('by proxy'));
    const module = JSON.stringify(
      import.meta.resolve('../../../../../src/checks/signatures/notation/revocation/ask.ts'),
    );
    const code = `
      const { asker } = await import(${module});
      const ask = asker({ signal: new AbortController().signal, privateHosts: [] });
      const say = (url) => ask(url, { body: null, limit: 100 }).then(String, (error) => error.message);
      console.log(await say('http://ocsp.example/good'));
      console.log(await say('http://10.0.0.1/'));`;
    const env = {
      PATH: process.env['PATH'],
      NODE_USE_ENV_PROXY: '1',
      HTTP_PROXY: `http://localhost:${port()}`,
    };
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], {
      env,
    });
    expect(stdout).toBe('by proxy\n10.0.0.1 is on this machine or a private network\n');
  });

  it('says when a name does not exist, and when TLS fails', async () => {
    await expect(ask()('http://name.invalid/', LIST)).rejects.toThrow(/ENOTFOUND|EAI_AGAIN|abort/iu);
    await expect(ask()(`https://${services.host}/good`, LIST)).rejects.toThrow(Error);
  });
});
