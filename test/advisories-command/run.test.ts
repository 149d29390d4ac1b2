import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAdvisories } from '../../src/advisories-command/run.ts';
import { openAdvisories } from '../../src/checks/vulnerabilities/advisories/open.ts';
import { parseAdvisories } from '../../src/settings/advisories-argv.ts';
import { SILENT } from '../../src/util/log.ts';
import { exportsFolder, makeBundle, makeKeys } from '../support/bundles.ts';
import { startServer } from '../support/http-server.ts';
import { rawRecord } from '../support/osv-records.ts';
import { startRegistry } from '../support/registry.ts';
import type { TestRegistry } from '../support/registry.ts';
import { basicEntry } from '../support/registry-options.ts';
import { REGISTRY_PASSWORD, REGISTRY_USER } from '../support/registry.ts';
import { pushImage } from '../support/push.ts';
import { makeImage, ociBlobs } from '../support/oci.ts';
import { needs } from '../support/services.ts';
import { mountSmallDisk } from '../support/small-disk.ts';
import { makeZip } from '../support/zip.ts';
import { workFolder } from '../support/work-folder.ts';

const ALPINE = { Alpine: [rawRecord({ id: 'A-1' })] };

function run(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const signal = new AbortController().signal;
  const context = {
    log: SILENT,
    signal,
    cwd,
    env: { TMPDIR: cwd, ...env },
    version: '1',
    now: () => new Date(),
  };
  return runAdvisories(parseAdvisories(args), context);
}

describe('image-gate advisories build', () => {
  it('builds from a folder, signs, and says what it built', async () => {
    const { privateKeyPem, publicKeyPem } = makeKeys();
    const cwd = workFolder({ 'key.pem': privateKeyPem, 'key.pub': publicKeyPem });
    const said = await run(
      ['build', '--from', exportsFolder(ALPINE), '--output', 'b', '--sign-key', 'key.pem'],
      cwd,
    );
    expect(said).toMatch(/Alpine +1 advisories/u);
    expect(await run(['info', 'b', '--advisories-key', 'key.pub'], cwd)).toContain('by the key given');
    const other = workFolder({ 'key.pub': makeKeys().publicKeyPem });
    await expect(run(['info', join(cwd, 'b'), '--advisories-key', 'key.pub'], other)).rejects.toMatchObject({
      code: 'ADVISORIES_SIGNATURE_INVALID',
    });
  });

  it('puts feeds in', async () => {
    const cwd = workFolder({
      'kev.csv': 'cveID,knownRansomwareCampaignUse\nCVE-2021-44228,Known\n',
      'epss.csv': 'cve,epss,percentile\nCVE-2021-44228,0.9,0.99\n',
    });
    const flags = ['--kev', 'kev.csv', '--epss', 'epss.csv'];
    const said = await run(['build', '--from', exportsFolder(ALPINE), '--output', 'b', ...flags], cwd);
    expect(said).toMatch(/KEV +1 entries.*\n.*EPSS +1 entries/u);
    const [source] = await openAdvisories(['b'], openOptions(cwd));
    const signal = new AbortController().signal;
    expect((await source?.feed?.('kev', signal))?.text).toContain('CVE-2021-44228,Known');
    expect((await source?.feed?.('epss', signal))?.text).toContain('CVE-2021-44228,0.9,0.99');
  });

  it('fails, and leaves nothing behind, for an ecosystem that is not there', async () => {
    const cwd = workFolder();
    const args = ['build', '--from', exportsFolder(ALPINE), '--output', 'b', '--ecosystems', 'Alpine,Debian'];
    await expect(run(args, cwd)).rejects.toMatchObject({ code: 'ADVISORIES_ECOSYSTEM_MISSING' });
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('fails for an archive that is cut', async () => {
    const from = exportsFolder(ALPINE);
    const path = join(from, 'Alpine/all.zip');
    writeFileSync(path, readFileSync(path).subarray(0, -30));
    await expect(run(['build', '--from', from, '--output', 'b'], workFolder())).rejects.toMatchObject({
      code: 'ADVISORIES_BAD_ARCHIVE',
    });
  });

  it('fails when the disk is full, and leaves no half of a bundle', async ({ skip }) => {
    const disk = mountSmallDisk(4);
    if (disk === null) {
      skip();
      return;
    }
    try {
      const more = { npm: [rawRecord({ of: 'npm a' })], Go: [rawRecord({ of: 'Go a' })] };
      const args = [
        'build',
        '--from',
        exportsFolder({ ...ALPINE, ...more }),
        '--output',
        join(disk.path, 'b'),
      ];
      await expect(run(args, workFolder())).rejects.toMatchObject({ code: 'ADVISORIES_UNWRITABLE' });
      expect(readdirSync(disk.path)).toEqual([]);
    } finally {
      disk.unmount();
    }
  });
});

describe('image-gate advisories build from an address', () => {
  const zip = makeZip({ 'A-1.json': JSON.stringify(rawRecord({ id: 'A-1' })) });

  it('downloads, and takes up a connection that breaks', async () => {
    const server = await startServer((request, response, nth) => {
      const from = Number(/bytes=(\d+)-/u.exec(request.headers.range ?? '')?.[1] ?? 0);
      const rest = zip.subarray(from);
      response.writeHead(from === 0 ? 200 : 206, {
        etag: '"1"',
        'content-length': rest.length,
        ...(from === 0
          ? {}
          : { 'content-range': `bytes ${String(from)}-${String(zip.length - 1)}/${String(zip.length)}` }),
      });
      if (nth > 1) response.end(rest);
      else response.write(rest.subarray(0, 100), () => response.destroy());
    });
    const cwd = workFolder();
    const said = await run(['build', '--from', server.url, '--ecosystems', 'Alpine', '--output', 'b'], cwd);
    expect(said).toMatch(/Alpine +1 advisories/u);
    expect(server.requests.map(({ path }) => path)).toEqual(['/Alpine/all.zip', '/Alpine/all.zip']);
    expect(readdirSync(cwd)).toEqual(['b']);
  });

  it('fails when the archive is replaced while it is downloaded', async () => {
    const server = await startServer((_request, response, nth) => {
      response.writeHead(200, { etag: `"${String(nth)}"`, 'content-length': zip.length });
      response.write(zip.subarray(0, 100), () => response.destroy());
    });
    const args = ['build', '--from', server.url, '--ecosystems', 'Alpine', '--output', 'b'];
    await expect(run(args, workFolder())).rejects.toMatchObject({ code: 'ADVISORIES_UNREACHABLE' });
  });

  it.each([
    ['404', (response: Parameters<Parameters<typeof startServer>[0]>[1]) => response.writeHead(404).end()],
    [
      'no length',
      (response: Parameters<Parameters<typeof startServer>[0]>[1]) => {
        response.write('x');
        return response.end();
      },
    ],
  ])('fails with %s', async (_what, answer) => {
    const server = await startServer((_request, response) => void answer(response));
    const args = ['build', '--from', server.url, '--ecosystems', 'Alpine', '--output', 'b'];
    await expect(run(args, workFolder())).rejects.toMatchObject({ code: 'ADVISORIES_UNREACHABLE' });
  });
});

describe.skipIf(!needs('docker-registry') || !needs('htpasswd'))('push and pull', () => {
  let registry: TestRegistry;
  beforeAll(async () => {
    registry = await startRegistry({ auth: true });
  });
  afterAll(() => registry.stop());

  function login(): NodeJS.ProcessEnv {
    const auths = { [registry.host]: basicEntry(REGISTRY_USER, REGISTRY_PASSWORD) };
    return { DOCKER_CONFIG: workFolder({ 'config.json': JSON.stringify({ auths }) }) };
  }

  it('give back the same bundle, which is also a source of advisories', async () => {
    const { file } = await makeBundle(ALPINE);
    const cwd = workFolder();
    const reference = `oci://${registry.host}/org/advisories:1`;
    const env = login();
    const pushed = await run(['push', file, reference], cwd, env);
    expect(pushed).toMatch(/@sha256:[0-9a-f]{64}\n$/u);
    await run(['pull', reference, '--output', 'b'], cwd, env);
    expect(readFileSync(join(cwd, 'b'))).toEqual(readFileSync(file));
    expect(readdirSync(cwd)).toEqual(['b']);
    const cacheDir = workFolder();
    for (const source of [reference, `oci://${pushed.trim()}`]) {
      const [opened] = await openAdvisories([source], openOptions(cwd, { env, cacheDir }));
      const query = { ecosystem: 'Alpine:v3.10', name: 'openssl', version: '1.0.0' };
      const result = await opened?.lookup([query], new AbortController().signal);
      expect(result?.records[0]?.map(({ id }) => id)).toEqual(['A-1']);
    }
    expect(readdirSync(join(cacheDir, 'bundles'))).toHaveLength(1);
  });

  it('refuse a damaged file in the cache', async () => {
    const { file } = await makeBundle(ALPINE);
    const env = login();
    const reference = `oci://${registry.host}/org/cached:1`;
    await run(['push', file, reference], workFolder(), env);
    const cacheDir = workFolder();
    const query = { ecosystem: 'Alpine:v3.10', name: 'openssl', version: '1.0.0' };
    const ask = async (): Promise<number | undefined> => {
      const [opened] = await openAdvisories([reference], openOptions('/', { env, cacheDir }));
      return (await opened?.lookup([query], new AbortController().signal))?.records[0]?.length;
    };
    expect(await ask()).toBe(1);
    const [name = ''] = readdirSync(join(cacheDir, 'bundles'));
    const cached = join(cacheDir, 'bundles', name);
    const bytes = readFileSync(cached);
    writeFileSync(cached, bytes.fill(0, 600, 700));
    expect(await ask()).toBe(1);
    expect(readFileSync(cached)).toEqual(readFileSync(file));
  });

  it('fail without a login', async () => {
    const { file } = await makeBundle(ALPINE);
    const env = { DOCKER_CONFIG: workFolder() };
    await expect(run(['push', file, `oci://${registry.host}/a:1`], workFolder(), env)).rejects.toMatchObject({
      code: 'REGISTRY_DENIED',
    });
  });

  it('push nothing that is not a bundle', async () => {
    const cwd = workFolder({ file: 'hello' });
    await expect(run(['push', 'file', `oci://${registry.host}/a:1`], cwd, login())).rejects.toMatchObject({
      code: 'ADVISORIES_BAD_BUNDLE',
    });
  });

  it('pull nothing that is an image, not a bundle', async () => {
    await pushImage(
      registry,
      { repository: 'org/app', tag: '1' },
      ociBlobs(makeImage({ layers: [{ a: 'b' }] })),
    );
    const cwd = workFolder();
    const args = ['pull', `oci://${registry.host}/org/app:1`, '--output', 'b'];
    await expect(run(args, cwd, login())).rejects.toMatchObject({ code: 'ADVISORIES_NO_BUNDLE' });
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('pull nothing that the key did not sign', async () => {
    const { file } = await makeBundle(ALPINE, { privateKeyPem: makeKeys().privateKeyPem });
    const cwd = workFolder({ 'key.pub': makeKeys().publicKeyPem });
    const reference = `oci://${registry.host}/org/signed:1`;
    await run(['push', file, reference], cwd, login());
    const args = ['pull', reference, '--output', 'b', '--advisories-key', 'key.pub'];
    await expect(run(args, cwd, login())).rejects.toMatchObject({ code: 'ADVISORIES_SIGNATURE_INVALID' });
    expect(readdirSync(cwd)).toEqual(['key.pub']);
  });
});

function openOptions(
  cwd: string,
  changes: { readonly env?: NodeJS.ProcessEnv; readonly cacheDir?: string } = {},
): Parameters<typeof openAdvisories>[1] {
  const { env = {}, cacheDir = null } = changes;
  const trust = { publicKeyPem: null, maxAge: 86_400_000, now: new Date() };
  const registry = { insecureRegistries: [], env, tempDir: cwd };
  return { osvUrl: '', cacheDir, log: SILENT, cwd, trust, registry };
}
