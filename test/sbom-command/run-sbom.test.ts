import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import type { Report } from '../../src/model/report.ts';
import { readSbom } from '../../src/sbom/read.ts';
import { ADVISORY_FILES, identities, unsafeImage } from '../support/examples.ts';
import { makeImage, writeDockerArchive } from '../support/oci.ts';
import { reportSchemaErrors } from '../support/report-schema.ts';
import { CLI_DOOR, runNode, type NodeRun } from '../support/run-node.ts';
import { hasSharedData, SHARED_DATA } from '../support/shared-data.ts';
import { workFolder } from '../support/work-folder.ts';

const FORMATS = ['cyclonedx', 'spdx'] as const;

function cli(cwd: string, ...argv: readonly string[]): Promise<NodeRun> {
  return runNode(CLI_DOOR, { argv, cwd, env: { IMAGE_GATE_DEBUG: '' } });
}

function unsafeFolder(): string {
  const folder = workFolder(ADVISORY_FILES);
  writeDockerArchive(path.join(folder, 'image.tar'), unsafeImage(), { form: 'old' });
  return folder;
}

/** Gates one source for vulnerabilities and gives the report, which must follow the schema. */
async function gate(folder: string, source: readonly string[], advisories = 'advisories'): Promise<Report> {
  const options = ['--checks', 'vulnerabilities', '--advisories', advisories, '--report', 'json=report.json'];
  rmSync(path.join(folder, 'report.json'), { force: true });
  await cli(folder, 'check', ...source, ...options);
  const text = readFileSync(path.join(folder, 'report.json'), 'utf8');
  expect(reportSchemaErrors(text)).toEqual([]);
  return JSON.parse(text) as Report;
}

describe('image-gate sbom', () => {
  it.each(FORMATS)(
    'writes %s to standard output, and ends with 0 when everything was examined',
    async (format) => {
      const { status, stdout, stderr } = await cli(
        unsafeFolder(),
        'sbom',
        '--archive',
        'image.tar',
        '--format',
        format,
      );
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(readSbom(stdout, 'x').inventory.components.map(({ name }) => name)).toContain('left');
    },
  );

  it('writes to a file, and then nothing to standard output', async () => {
    const folder = unsafeFolder();
    const { stdout } = await cli(folder, 'sbom', '--archive', 'image.tar', '--output', 'out/sbom.json');
    expect(stdout).toBe('');
    expect(readFileSync(path.join(folder, 'out/sbom.json'), 'utf8')).toContain('"bomFormat": "CycloneDX"');
  });

  it('ends with 3 when something could not be examined, writes the SBOM all the same, and says it', async () => {
    const folder = workFolder();
    const image = makeImage({ layers: [{ 'node_modules/x/package.json': '{' }] });
    writeDockerArchive(path.join(folder, 'image.tar'), image, { form: 'old' });
    const { status, stdout, stderr } = await cli(folder, 'sbom', '--archive', 'image.tar');
    expect(status).toBe(3);
    expect(stdout).toContain('"aggregate": "incomplete"');
    expect(stderr).toContain('node_modules/x/package.json');
    expect(stderr).toContain('The SBOM is not complete');
  });

  it('ends with 3 for an archive that cannot be read, and writes an SBOM that says so', async () => {
    const folder = workFolder({ 'image.tar': 'no tar' });
    const { status, stdout, stderr } = await cli(folder, 'sbom', '--archive', 'image.tar');
    expect(status).toBe(3);
    expect(stderr).toContain('image: ');
    expect(stdout).toContain('"aggregate": "incomplete"');
    expect(readSbom(stdout, 'x').inventory.unknowns).not.toEqual([]);
  });

  it('turns an SBOM into one of the other format', async () => {
    const folder = unsafeFolder();
    await cli(folder, 'sbom', '--archive', 'image.tar', '--output', 'a.json');
    const { status } = await cli(
      folder,
      'sbom',
      '--sbom',
      'a.json',
      '--format',
      'spdx',
      '--output',
      'b.json',
    );
    expect(status).toBe(0);
    const [a, b] = ['a.json', 'b.json'].map((name) =>
      readSbom(readFileSync(path.join(folder, name), 'utf8'), 'x'),
    );
    expect(b?.inventory.components).toEqual(a?.inventory.components);
    expect(b?.subject).toEqual(a?.subject);
  });

  it.each([
    [['sbom'], 'SOURCE_MISSING'],
    [['sbom', '--archive', 'image.tar', '--format', 'xml'], 'SETTING_INVALID'],
    [['sbom', '--archive', 'image.tar', '--sbom', 'x.json'], 'SOURCE_CONFLICT'],
    [['sbom', '--sbom', 'advisories'], 'misuse'],
    [['sbom', '--sbom', 'x.xml'], 'SBOM_FORMAT'],
    [['check', '--sbom', 'x.json', '--checks', 'hardening'], 'SETTING_CONFLICT'],
  ])('%j is misuse', async (argv, code) => {
    const folder = unsafeFolder();
    writeFileSync(path.join(folder, 'x.json'), '{}');
    writeFileSync(path.join(folder, 'x.xml'), '<bom/>');
    const { status, stderr } = await cli(folder, ...argv);
    expect(status).toBe(2);
    if (code !== 'misuse') expect(stderr).toContain(code);
  });
});

describe('an SBOM as the source of a check', () => {
  it.each(FORMATS)('in %s has the findings of the image that it was made of', async (format) => {
    const folder = unsafeFolder();
    await cli(folder, 'sbom', '--archive', 'image.tar', '--format', format, '--output', 'sbom.json');
    const image = await gate(folder, ['--archive', 'image.tar']);
    const sbom = await gate(folder, ['--sbom', 'sbom.json']);
    expect(image.findings).toHaveLength(2);
    expect(identities(sbom)).toEqual(identities(image));
    expect(withoutPlace(sbom)).toEqual(withoutPlace(image));
    expect(sbom.verdict).toEqual(image.verdict);
  });

  it('skips what only an image shows, with a reason', async () => {
    const folder = unsafeFolder();
    await cli(folder, 'sbom', '--archive', 'image.tar', '--output', 'sbom.json');
    await cli(
      folder,
      'check',
      '--sbom',
      'sbom.json',
      '--advisories',
      'advisories',
      '--report',
      'json=report.json',
    );
    const report = JSON.parse(readFileSync(path.join(folder, 'report.json'), 'utf8')) as Report;
    const steps = new Map(report.steps.map(({ id, status, reason }) => [id, `${status} ${reason ?? ''}`]));
    expect(steps.get('image')).toBe('skipped an SBOM is examined, not an image');
    expect(steps.get('hardening')).toBe('skipped an SBOM is examined, not an image');
    expect(steps.get('signatures')).toMatch(/^skipped /u);
    expect(steps.get('vulnerabilities')).toBe('complete ');
    expect(report.verdict.result).toBe('fail');
  });

  it('that is cut off, or lists nothing, never passes', async () => {
    const empty = JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6' });
    const folder = workFolder({
      ...ADVISORY_FILES,
      'cut.json': '{"bomFormat":"CycloneDX"',
      'empty.json': empty,
    });
    for (const file of ['cut.json', 'empty.json']) {
      expect((await gate(folder, ['--sbom', file])).verdict.result).toBe('incomplete');
    }
  });
});

const REAL = [
  'images/node-alpine3.19.docker-archive.tar',
  'images/alpine-3.10.2.docker-archive.tar.gz',
] as const;

describe.each(REAL)('the SBOM of the real image %s', (image) => {
  it.skipIf(!hasSharedData(image) || !hasSharedData('osv')).each(FORMATS)(
    'in %s has its findings and unknowns',
    async (format) => {
      const folder = workFolder();
      const archive = ['--archive', path.join(SHARED_DATA, image)];
      await cli(folder, 'sbom', ...archive, '--format', format, '--output', 'sbom.json');
      const direct = await gate(folder, archive, path.join(SHARED_DATA, 'osv'));
      const sbom = await gate(folder, ['--sbom', 'sbom.json'], path.join(SHARED_DATA, 'osv'));
      expect(direct.findings.length).toBeGreaterThan(0);
      expect(withoutPlace(sbom)).toEqual(withoutPlace(direct));
      expect(sbom.unknowns).toEqual(direct.unknowns);
    },
    120_000,
  );
});

/** An SBOM does not say of what a layer was made. */
function withoutPlace({ findings }: Report): readonly object[] {
  return findings.map(({ location, ...finding }) => ({ ...finding, path: location.path }));
}
