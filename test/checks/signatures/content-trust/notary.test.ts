import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { ContentTrustAuthority } from '../../../../src/model/trust.ts';
import type { TestNotary } from '../../../support/notary-server.ts';
import { startNotary } from '../../../support/notary-server.ts';
import type { NotaryTools } from '../../../support/notary-tools.ts';
import { notaryTools, uniqueRepository } from '../../../support/notary-tools.ts';
import { verdict } from '../../../support/notary-verify.ts';
import { runNode } from '../../../support/run-node.ts';
import { needs } from '../../../support/services.ts';

const HEX = 'ab'.repeat(32);
const SIZE = 4321;
const DOOR = resolve(import.meta.dirname, '../../../support/door-content-trust.ts');
const there = [needs('notary'), needs('notary-server'), needs('notary-signer'), needs('openssl')];

describe.skipIf(there.includes(false)).each(['signer', 'local'] as const)(
  'repositories that the program notary made, with keys of a %s',
  (keys) => {
    let server: TestNotary;
    let tools: NotaryTools;
    let gun: string;
    beforeAll(async () => {
      server = await startNotary({ keys });
    });
    afterAll(() => server.stop());
    beforeEach(async () => {
      tools = notaryTools(server);
      onTestFinished(() => tools.remove());
      gun = `registry.example/${uniqueRepository()}`;
      await tools.notary('init', '-p', gun);
      await sign('1.0');
    });

    async function sign(tag: string, ...args: readonly string[]): Promise<void> {
      await tools.notary('addhash', '-p', gun, tag, String(SIZE), '--sha256', HEX, ...args);
    }

    function ask(authority: Partial<ContentTrustAuthority> = {}, tag = '1.0', hex = HEX): Promise<string> {
      const pinned = { server: server.url, rootKeys: tools.rootKeyIds(), ...authority };
      return verdict({ reference: `${gun}:${tag}`, digest: `sha256:${hex}`, size: SIZE, authority: pinned });
    }

    it('accepts what is signed, by the key, the certificate, the root file, or on first use', async () => {
      expect(await ask()).toBe('accepted: Repo Admin');
      const [certificate = ''] = rootIdsOf(tools.rootFile(gun));
      expect(tools.rootKeyIds()).not.toContain(certificate);
      expect(await ask({ rootKeys: [certificate.toUpperCase()] })).toBe('accepted: Repo Admin');
      expect(await ask({ rootKeys: [], rootFile: { name: 'root.json', pem: tools.rootFile(gun) } })).toBe(
        'accepted: Repo Admin',
      );
      expect(await ask({ rootKeys: [], trustOnFirstUse: true })).toBe('accepted: Repo Admin');
    });

    it('refuses other pins, none, another digest and another tag', async () => {
      expect(await ask({ rootKeys: [HEX] })).toBe('CONTENT_TRUST_WRONG_ROOT');
      expect(await ask({ rootKeys: [] })).toBe('CONTENT_TRUST_NO_PIN');
      expect(await ask({}, '1.0', 'cd'.repeat(32))).toBe('CONTENT_TRUST_OTHER_DIGEST');
      expect(await ask({}, '2.0')).toBe('CONTENT_TRUST_TAG_UNSIGNED');
    });

    it('finds nothing for a repository that was never signed', async () => {
      gun = 'registry.example/unsigned';
      expect(await ask()).toBe('none');
    });

    it('is asked by TLS only when its certificate can be trusted, on this machine too', async () => {
      await expect(ask({ server: server.tlsUrl })).rejects.toMatchObject({
        code: 'CONTENT_TRUST_UNREACHABLE',
      });
      const argv = [`${gun}:1.0`, `sha256:${HEX}`, String(SIZE), server.tlsUrl, ...tools.rootKeyIds()];
      const { stdout, stderr } = await runNode(DOOR, { argv, env: { NODE_EXTRA_CA_CERTS: server.ca } });
      expect(stderr).toBe('');
      expect(stdout).toBe('accepted: Repo Admin\n');
    });

    it('refuses a tag that was taken back', async () => {
      await tools.notary('remove', '-p', gun, '1.0');
      expect(await ask()).toBe('CONTENT_TRUST_TAG_UNSIGNED');
    });

    it('refuses a timestamp that was not renewed for a month', async () => {
      const now = new Date(Date.now() + 30 * 24 * 3600 * 1000);
      const question = { reference: `${gun}:1.0`, digest: `sha256:${HEX}`, size: SIZE, context: { now } };
      const authority = { server: server.url, rootKeys: tools.rootKeyIds() };
      expect(await verdict({ ...question, authority })).toBe('CONTENT_TRUST_TIMESTAMP_EXPIRED');
    });

    it('follows rotations of every key from a root file, and not from a key that is gone', async () => {
      const rootFile = { name: 'root.json', pem: tools.rootFile(gun) };
      const rootKeys = tools.rootKeyIds();
      await tools.notary('key', 'rotate', gun, 'snapshot', '-r');
      await tools.notary('key', 'rotate', gun, 'targets');
      await tools.notary('key', 'rotate', gun, 'root');
      await tools.notary('key', 'rotate', gun, 'timestamp', '-r');
      expect(await ask({ rootKeys: [], rootFile })).toBe('accepted: Repo Admin');
      expect(await ask({ rootKeys })).toBe('CONTENT_TRUST_WRONG_ROOT');
      await tools.notary('list', gun);
      const [newest = ''] = rootIdsOf(tools.rootFile(gun));
      expect(await ask({ rootKeys: [newest] })).toBe('accepted: Repo Admin');
      expect(await ask({ minimumVersions: { root: 4 }, rootKeys: [newest] })).toBe('accepted: Repo Admin');
      expect(await ask({ minimumVersions: { root: 99 }, rootKeys: [newest] })).toBe('CONTENT_TRUST_ROLLBACK');
    });

    it('honours delegations, their paths, and those below them', async () => {
      await delegate('targets/releases', 'releases', '--all-paths');
      await delegate('targets/dev', 'dev', '--paths', '1.');
      await delegate('targets/dev/team', 'team', '--paths', '1.0');
      await sign('1.0', '-r', 'targets/releases', '-r', 'targets/dev', '-r', 'targets/dev/team');
      expect(await ask({ signers: ['dev', 'dev/team'] })).toBe('accepted: dev, dev/team');
      await sign('1.1', '-r', 'targets/releases', '-r', 'targets/dev');
      expect(await ask({ signers: ['dev'] }, '1.1')).toBe('accepted: dev');
      expect(await ask({ signers: ['dev/team'] }, '1.1')).toBe('CONTENT_TRUST_SIGNER_MISSING');
      await sign('1.2', '-r', 'targets/dev');
      expect(await ask({}, '1.2')).toBe('CONTENT_TRUST_TAG_UNSIGNED');
    });

    it('refuses a signer that was removed', async () => {
      await delegate('targets/releases', 'releases', '--all-paths');
      await delegate('targets/dev', 'dev', '--all-paths');
      await sign('1.0', '-r', 'targets/releases', '-r', 'targets/dev');
      expect(await ask({ signers: ['dev'] })).toBe('accepted: dev');
      await tools.notary('delegation', 'remove', '-p', '-y', gun, 'targets/dev');
      expect(await ask({ signers: ['dev'] })).toBe('CONTENT_TRUST_SIGNER_MISSING');
      expect(await ask()).toBe('accepted: Repo Admin');
    });

    it('accepts delegations whose keys are RSA certificates', async () => {
      await delegate('targets/releases', 'releases', '--all-paths');
      await delegate('targets/rsa', 'rsa', '--all-paths');
      await sign('1.0', '-r', 'targets/releases', '-r', 'targets/rsa');
      expect(await ask({ signers: ['rsa'] })).toBe('accepted: rsa');
    });

    /** Adds a delegation with a key of its own, in a certificate. */
    async function delegate(role: string, name: string, ...paths: readonly string[]): Promise<void> {
      const key = join(tools.folder, `${name}.key`);
      const certificate = join(tools.folder, `${name}.crt`);
      const kind = name === 'rsa' ? ['rsa:2048'] : ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
      const made = ['-nodes', '-keyout', key, '-out', certificate, '-subj', `/CN=${name}`, '-days', '365'];
      execFileSync('openssl', ['req', '-x509', '-newkey', ...kind, ...made], { stdio: 'pipe' });
      await tools.notary('delegation', 'add', '-p', gun, role, certificate, ...paths);
      await tools.notary('key', 'import', key, '--role', name);
    }
  },
);

/** Ids of the keys of the root role, as metadata names them. */
function rootIdsOf(text: string): readonly string[] {
  const { signed } = JSON.parse(text) as { signed: { roles: { root: { keyids: string[] } } } };
  return signed.roles.root.keyids;
}
