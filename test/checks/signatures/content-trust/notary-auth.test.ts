import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startNotary } from '../../../support/notary-server.ts';
import { startTokenServer } from '../../../support/notary-token.ts';
import { notaryTools, PASSPHRASE, uniqueRepository } from '../../../support/notary-tools.ts';
import { askNotary, verdict } from '../../../support/notary-verify.ts';
import { basicEntry, registryOptions } from '../../../support/registry-options.ts';
import { needs } from '../../../support/services.ts';

const HEX = 'ab'.repeat(32);
const there = [needs('notary'), needs('notary-server'), needs('openssl')];

describe.skipIf(there.includes(false))('a real Notary server', () => {
  it('that wants a login gets a token, and one who may not read is an error', async () => {
    const tokens = await startTokenServer({ name: 'me', password: 'secret' });
    const server = await startNotary({ keys: 'local', auth: tokens.auth });
    onTestFinished(() => server.stop());
    const tools = notaryTools(server, { NOTARY_AUTH: Buffer.from('me:secret').toString('base64') });
    onTestFinished(() => tools.remove());
    const gun = `registry.example:5000/team/${uniqueRepository()}`;
    await tools.notary('init', '-p', gun);
    await tools.notary('addhash', '-p', gun, '1', '1', '--sha256', HEX);
    const authority = { server: server.url, rootKeys: tools.rootKeyIds() };
    const question = { reference: `${gun}:1`, digest: `sha256:${HEX}`, size: 1, authority };
    const as = (password: string): { env: NodeJS.ProcessEnv } =>
      registryOptions(question.reference, { 'registry.example:5000': basicEntry('me', password) });
    expect(await verdict({ ...question, context: { env: as('secret').env } })).toBe('accepted: Repo Admin');
    for (const context of [{ env: as('wrong').env }, {}]) {
      await expect(askNotary({ ...question, context })).rejects.toMatchObject({
        code: 'CONTENT_TRUST_DENIED',
      });
    }
  });

  it('has roots of a certificate authority', async () => {
    const server = await startNotary({ keys: 'local' });
    onTestFinished(() => server.stop());
    const tools = notaryTools(server);
    onTestFinished(() => tools.remove());
    const gun = `registry.example/${uniqueRepository()}`;
    const file = (name: string): string => join(tools.folder, name);
    const openssl = (...args: readonly string[]): Buffer =>
      execFileSync('openssl', [...args], { stdio: 'pipe' });
    const p256 = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    for (const name of ['ca', 'other']) {
      openssl(
        'req',
        '-x509',
        ...p256,
        '-keyout',
        file(`${name}.key`),
        '-out',
        file(`${name}.crt`),
        '-subj',
        '/CN=CA',
      );
    }
    openssl(
      'req',
      ...p256,
      '-keyout',
      file('root.key'),
      '-out',
      file('root.csr'),
      '-subj',
      `/CN=${gun.replace('/', String.raw`\/`)}`,
    );
    const issuer = ['-CA', file('ca.crt'), '-CAkey', file('ca.key'), '-CAcreateserial', '-days', '30'];
    openssl('x509', '-req', '-in', file('root.csr'), ...issuer, '-out', file('root.crt'));
    // The one way of sealing a key that notary opens.
    const cipher = ['-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA1', '-passout', `pass:${PASSPHRASE}`];
    const sealed = openssl('pkcs8', '-topk8', '-in', file('root.key'), ...cipher);
    writeFileSync(file('sealed.key'), sealed.toString().replace('-----\n', '-----\nrole: root\n\n'));
    await tools.notary('init', '-p', gun, '--rootkey', file('sealed.key'), '--rootcert', file('root.crt'));
    await tools.notary('addhash', '-p', gun, '1', '1', '--sha256', HEX);
    const ask = (name: string): Promise<string> => {
      const rootCa = { name, pem: readFileSync(file(name), 'utf8') };
      const authority = { server: server.url, rootCa };
      return verdict({ reference: `${gun}:1`, digest: `sha256:${HEX}`, size: 1, authority });
    };
    expect(await ask('ca.crt')).toBe('accepted: Repo Admin');
    expect(await ask('other.crt')).toBe('CONTENT_TRUST_WRONG_CA');
  });
});
