import { spawnSync } from 'node:child_process';
import { existsSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ADVISORY_FILES, unsafeImage } from '../support/examples.ts';
import { newSigningKey } from '../support/cosign-sign.ts';
import { makeImage, writeDockerArchive } from '../support/oci.ts';
import { type OsvServer, startOsvServer } from '../support/osv-server.ts';
import { EXIT, runCli } from '../support/run-dist.ts';
import { mountSmallDisk } from '../support/small-disk.ts';
import { workFolder } from '../support/work-folder.ts';

let osv: OsvServer | null = null;
afterEach(async () => {
  await osv?.close();
  osv = null;
});

function workspace(): string {
  const folder = workFolder(ADVISORY_FILES);
  writeDockerArchive(path.join(folder, 'image.tar'), unsafeImage(), { form: 'old' });
  return folder;
}

const OFFLINE = ['--advisories', 'advisories'];

describe('what could not be examined is incomplete', () => {
  it('for a registry that does not answer', async () => {
    const run = await runCli(['check', '--image', '127.0.0.1:1/app:1', '--from', 'registry', ...OFFLINE], {
      cwd: workspace(),
    });
    expect(run.status).toBe(EXIT.incomplete);
    expect(run.stdout).toContain('127.0.0.1:1');
  });

  it('for an advisory server that answers 500', async () => {
    osv = await startOsvServer({ failWith: 'status-500' });
    const run = await runCli(['check', '--archive', 'image.tar', '--osv-url', osv.url], { cwd: workspace() });
    expect(run.status).toBe(EXIT.incomplete);
    expect(run.stdout).toContain('500');
  });

  it('for an archive that is cut off, even behind its manifest', async () => {
    const cwd = workFolder(ADVISORY_FILES);
    const file = path.join(cwd, 'image.tar');
    writeDockerArchive(file, unsafeImage(), { form: 'old' });
    truncateSync(file, Math.floor(statSync(file).size / 2));
    const run = await runCli(['check', '--archive', 'image.tar', ...OFFLINE], { cwd });
    expect(run.status).toBe(EXIT.incomplete);
    expect(run.stdout).toMatch(/truncated|cut off|ends/u);
  });

  it('for a distribution that no advisory covers, and it is named', async () => {
    const cwd = workFolder(ADVISORY_FILES);
    const status = 'Package: hello\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1.0-1\n\n';
    const os = 'ID=examplix\nVERSION_ID="7"\nPRETTY_NAME="Examplix 7"\n';
    const image = makeImage({
      layers: [{ 'etc/os-release': os, 'var/lib/dpkg/status': status }],
      config: { User: '1000' },
    });
    writeDockerArchive(path.join(cwd, 'image.tar'), image, { form: 'old' });
    const run = await runCli(['check', '--archive', 'image.tar', ...OFFLINE], { cwd });
    expect(run.status).toBe(EXIT.incomplete);
    expect(run.stdout).toMatch(/examplix/iu);
  });

  it('for a full disk, which is named as such', async ({ skip }) => {
    const disk = mountSmallDisk(16);
    if (disk === null) {
      skip();
      return;
    }
    try {
      const cwd = workFolder(ADVISORY_FILES);
      const big = makeImage({ layers: [{ 'srv/big': Buffer.alloc(1 << 20, 'x') }] });
      writeDockerArchive(path.join(cwd, 'image.tar'), big, { form: 'old', compression: 'gzip' });
      const run = await runCli(['check', '--archive', 'image.tar', ...OFFLINE], {
        cwd,
        env: { RUNNER_TEMP: disk.path },
      });
      expect(run.status).toBe(EXIT.incomplete);
      expect(run.stdout).toMatch(/full|no space/iu);
    } finally {
      disk.unmount();
    }
  });
});

describe('a mistake of the caller is misuse, in one clear line', () => {
  it.each([
    ['an unknown option', ['check', '--archve', 'image.tar'], '--archive'],
    ['an unknown severity', ['check', '--archive', 'image.tar', '--fail-on', 'vulnerability=hihg'], 'high'],
    ['two sources', ['check', '--archive', 'image.tar', '--layout', 'x'], '--layout'],
    ['no source', ['check'], '--image'],
    ['a file that is not there', ['check', '--archive', 'nope.tar', ...OFFLINE], 'nope.tar'],
    ['a reference that is none', ['check', '--image', 'UPPER case'], 'UPPER case'],
    ['a check that does not exist', ['check', '--archive', 'image.tar', '--checks', 'lintt'], 'lint'],
    ['a Dockerfile that is not there', ['lint', 'nope/Dockerfile'], 'nope/Dockerfile'],
  ])('for %s', async (_what, argv, word) => {
    const run = await runCli(argv, { cwd: workspace() });
    expect(run.status).toBe(EXIT.misuse);
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain(word);
    expect(run.stderr.split('\n').length).toBeLessThanOrEqual(3);
  });
});

describe('signers that are asked for', () => {
  it('are not found for a file, which tells no registry, and the gate does not pass without them', async () => {
    const rule = '{ images: ["**"], authorities: [{ key: cosign.pub }] }';
    const cwd = workFolder({
      ...ADVISORY_FILES,
      '.image-gate.yaml': `trust: { rules: [${rule}] }\n`,
      'cosign.pub': newSigningKey().pem,
    });
    writeDockerArchive(
      path.join(cwd, 'image.tar'),
      makeImage({ layers: [{ a: 'b' }], config: { User: '1000' } }),
      { form: 'old' },
    );
    const run = await runCli(['check', '--archive', 'image.tar', ...OFFLINE], { cwd });
    expect(run.stdout).toContain('a file does not tell which registry it came from');
    expect(run.status).toBe(EXIT.incomplete);
  });
});

describe.skipIf(!existsSync('/dev/full'))('a standard output that cannot be written', () => {
  const dist = path.resolve(import.meta.dirname, '../../dist/cli.cjs');
  const shell = (command: string): number | null =>
    spawnSync('bash', ['-c', command, 'bash', process.execPath, dist], { encoding: 'utf8' }).status;

  it('is incomplete when the disk is full, never a pass', () => {
    expect(shell('"$1" "$2" rules > /dev/full 2> /dev/null')).toBe(EXIT.incomplete);
  });

  it('changes nothing when the reader has gone away', () => {
    expect(shell('"$1" "$2" rules | head -n 1 > /dev/null; exit "${PIPESTATUS[0]}"')).toBe(EXIT.pass);
  });
});
