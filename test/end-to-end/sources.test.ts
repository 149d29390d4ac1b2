import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { ADVISORY_FILES, identities, unsafeImage } from '../support/examples.ts';
import { ociBlobs, type TestImage, writeDockerArchive, writeLayout } from '../support/oci.ts';
import { pushImage } from '../support/push.ts';
import { REGISTRY_PASSWORD, REGISTRY_USER, startRegistry, type TestRegistry } from '../support/registry.ts';
import { reportSchemaErrors } from '../support/report-schema.ts';
import { EXIT, runCli } from '../support/run-dist.ts';
import { needs } from '../support/services.ts';
import { workFolder } from '../support/work-folder.ts';

const FAIL_ON = [
  '--fail-on',
  'vulnerability=low',
  '--advisories',
  'advisories',
  '--report',
  'json=report.json',
];

/** Gates one source and gives the report, which must follow the schema and fail. */
async function gate(
  source: readonly string[],
  folder: string,
  env: Record<string, string> = {},
): Promise<Report> {
  const run = await runCli(['check', ...source, ...FAIL_ON], { cwd: folder, env });
  const text = readFileSync(path.join(folder, 'report.json'), 'utf8');
  expect(reportSchemaErrors(text)).toEqual([]);
  const report = JSON.parse(text) as Report;
  expect({ status: run.status, verdict: report.verdict.result }).toEqual({
    status: EXIT.fail,
    verdict: 'fail',
  });
  return report;
}

async function fromArchive(image: TestImage): Promise<Report> {
  const folder = workFolder(ADVISORY_FILES);
  writeDockerArchive(path.join(folder, 'image.tar'), image, { form: 'old' });
  return gate(['--archive', 'image.tar'], folder);
}

describe('one image from any source', () => {
  it('finds the two vulnerable packages, each with its fixed version and layer', async () => {
    const report = await fromArchive(unsafeImage());
    const found = report.findings.map((f) => [
      f.rule,
      f.component?.name,
      f.severity,
      f.fixedIn,
      f.location.layer?.index,
    ]);
    expect(found).toEqual(
      expect.arrayContaining([
        ['CVE-2024-0001', 'left', 'critical', ['1.0.1'], 1],
        ['CVE-2024-0002', '@up/down', 'medium', ['2.4.0'], 1],
      ]),
    );
    expect(found).toHaveLength(2);
  });

  it.each([
    ['a docker archive of the new form', 'new', 'none'],
    ['an OCI archive', 'oci', 'none'],
    ['a gzipped docker archive', 'old', 'gzip'],
    ['a zstd OCI archive', 'oci', 'zstd'],
  ] as const)('says the same of %s', async (_what, form, compression) => {
    const folder = workFolder(ADVISORY_FILES);
    writeDockerArchive(path.join(folder, 'image.tar'), unsafeImage(), { form, compression });
    const report = await gate(['--archive', 'image.tar'], folder);
    expect(identities(report)).toEqual(identities(await fromArchive(unsafeImage())));
  });

  it.each(['gzip', 'zstd', 'none'] as const)(
    'says the same of an OCI layout with %s layers',
    async (compression) => {
      const folder = workFolder(ADVISORY_FILES);
      const [digest] = writeLayout(path.join(folder, 'layout'), unsafeImage(), { compression });
      const report = await gate(['--layout', 'layout'], folder);
      expect(report.subject?.digest).toBe(digest);
      expect(identities(report)).toEqual(identities(await fromArchive(unsafeImage())));
    },
  );
});

describe.skipIf(!needs('docker-registry'))('an image in a registry', () => {
  let open: TestRegistry;
  let closed: TestRegistry;
  beforeAll(async () => {
    open = await startRegistry();
    closed = await startRegistry({ auth: true });
    const name = { repository: 'org/app', tag: '1' };
    for (const registry of [open, closed]) await pushImage(registry, name, ociBlobs(unsafeImage()));
  });
  afterAll(async () => {
    await open.stop();
    await closed.stop();
  });

  it('is read without a daemon and without credentials where none are asked for', async () => {
    const report = await gate(
      ['--image', `${open.host}/org/app:1`, '--from', 'registry'],
      workFolder(ADVISORY_FILES),
    );
    expect(report.subject).toMatchObject({
      source: 'registry',
      digest: ociBlobs(unsafeImage()).descriptor.digest,
    });
    expect(identities(report)).toEqual(identities(await fromArchive(unsafeImage())));
  });

  it('is read with the credentials of the docker configuration', async () => {
    const auth = Buffer.from(`${REGISTRY_USER}:${REGISTRY_PASSWORD}`).toString('base64');
    const folder = workFolder({
      ...ADVISORY_FILES,
      '.docker/config.json': JSON.stringify({ auths: { [closed.host]: { auth } } }),
    });
    const report = await gate(['--image', `${closed.host}/org/app:1`, '--from', 'registry'], folder);
    expect(identities(report)).toEqual(identities(await fromArchive(unsafeImage())));
  });

  it('is not examined without them: incomplete, and the message says what to do', async () => {
    const run = await runCli(
      ['check', '--image', `${closed.host}/org/app:1`, '--from', 'registry', '--advisories', 'advisories'],
      {
        cwd: workFolder(ADVISORY_FILES),
      },
    );
    expect(run.status).toBe(EXIT.incomplete);
    expect(run.stdout).toContain('docker login');
  });
});

describe.skipIf(!needs('dockerd'))('an image in the daemon', () => {
  const tag = `image-gate-test/sources:${process.pid}`;
  const docker = (...args: string[]): void => {
    const { status, stderr } = spawnSync('docker', args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`docker ${args.join(' ')}: ${stderr}`);
  };
  const env = { PATH: process.env['PATH'] ?? '' };

  it('is exported by its id and says the same', async () => {
    const folder = workFolder(ADVISORY_FILES);
    writeDockerArchive(path.join(folder, 'image.tar'), unsafeImage(), { form: 'old', tags: [tag] });
    docker('load', '--input', path.join(folder, 'image.tar'));
    try {
      const report = await gate(['--image', tag, '--from', 'daemon'], folder, env);
      expect(report.subject).toMatchObject({ source: 'daemon', imageId: unsafeImage().imageId });
      expect(identities(report)).toEqual(identities(await fromArchive(unsafeImage())));
    } finally {
      docker('image', 'rm', '--force', tag);
    }
  });

  it('is built from a Dockerfile, and each finding is on the line that brought it', async () => {
    const folder = workFolder({
      ...ADVISORY_FILES,
      'app/Dockerfile': 'FROM scratch\nCOPY srv /srv\nUSER 1000\nHEALTHCHECK CMD ["true"]\n',
      'app/srv/node_modules/left/package.json': '{"name":"left","version":"1.0.0"}',
    });
    const report = await gate(['--build', 'app'], folder, env);
    docker('image', 'rm', '--force', report.subject?.imageId ?? '');
    expect(report.subject?.source).toBe('build');
    const found = report.findings.filter((f) => f.category === 'vulnerability');
    expect(found.map((f) => [f.rule, f.location.dockerfile?.path, f.location.dockerfile?.line])).toEqual([
      ['CVE-2024-0001', 'app/Dockerfile', 2],
    ]);
  });
});
