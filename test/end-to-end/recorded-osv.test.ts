import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { makeImage, writeDockerArchive } from '../support/oci.ts';
import { type RecordedAnswer, startOsvServer } from '../support/osv-server.ts';
import { runCli } from '../support/run-dist.ts';
import { hasSharedData, SHARED_DATA } from '../support/shared-data.ts';
import { workFolder } from '../support/work-folder.ts';

type Answers = Readonly<Record<string, readonly RecordedAnswer[]>>;

/** How a package of an ecosystem lies in an image. */
const FILES: Readonly<Record<string, (packages: readonly RecordedAnswer[]) => Record<string, string>>> = {
  'Alpine:v3.18': (packages) => ({
    'etc/os-release': 'ID=alpine\nVERSION_ID=3.18.9\nPRETTY_NAME="Alpine Linux v3.18"\n',
    'lib/apk/db/installed': packages
      .map(({ name, version }) => `P:${name}\nV:${version}\nA:x86_64\no:${name}\n`)
      .join('\n'),
  }),
  npm: (packages) =>
    Object.fromEntries(
      packages.map(({ name, version }, n) => [
        `srv/${n}/node_modules/${name}/package.json`,
        JSON.stringify({ name, version }),
      ]),
    ),
  PyPI: (packages) =>
    Object.fromEntries(
      packages.map(({ name, version }, n) => [
        `srv/py/${n}/${name}-${version}.dist-info/METADATA`,
        `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n\n`,
      ]),
    ),
};

/** How package URLs of an ecosystem begin; what is left out lies in `FILES`, or belongs to a distribution. */
const PURL_TYPES: Readonly<Record<string, string>> = {
  Maven: 'maven',
  PyPI: 'pypi',
  npm: 'npm',
  'crates.io': 'cargo',
  RubyGems: 'gem',
  Packagist: 'composer',
  NuGet: 'nuget',
};

function sbomOf(ecosystem: string, packages: readonly RecordedAnswer[]): string {
  const components = packages.map(({ name, version }) => {
    const path = name.replace(':', '/').replace('@', '%40');
    const purl = `pkg:${PURL_TYPES[ecosystem]}/${path}@${encodeURIComponent(version)}`;
    return { type: 'library', name, version, purl, 'bom-ref': purl };
  });
  return JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components });
}

async function check(source: readonly string[], answers: Answers, cwd: string): Promise<Report> {
  const osv = await startOsvServer({ answers });
  const advisories = ['--advisories', 'osv', '--osv-url', osv.url, '--checks', 'vulnerabilities'];
  await runCli(['check', ...source, ...advisories, '--report', 'json=report.json'], { cwd });
  await osv.close();
  expect(osv.problems).toEqual([]);
  return JSON.parse(readFileSync(path.join(cwd, 'report.json'), 'utf8')) as Report;
}

function expectEveryId(report: Report, recorded: readonly RecordedAnswer[]): void {
  const found = report.findings.map((f) => ({ of: packageOf(f.component), ids: [f.rule, ...f.aliases] }));
  const expected = recorded.flatMap(({ name, version, ids }) =>
    ids.map((id) => ({ of: packageOf({ name, version }), id })),
  );
  const missing = expected.filter(({ of, id }) => !found.some((f) => f.of === of && f.ids.includes(id)));
  // A CVE that an id stands for is not an id of its own: a finding is too much when no recorded id is in it.
  const added = found.filter((f) => !expected.some(({ of, id }) => f.of === of && f.ids.includes(id)));
  expect({ missing, added }).toEqual({ missing: [], added: [] });
}

function recordedFor(ecosystem: string): readonly RecordedAnswer[] {
  const all = JSON.parse(readFileSync(path.join(SHARED_DATA, 'osv-api/answers.json'), 'utf8')) as Answers;
  return all[ecosystem] ?? [];
}

describe.skipIf(!hasSharedData('osv-api/answers.json'))('answers recorded from the real OSV service', () => {
  it.each(Object.keys(FILES))(
    'for %s in an image: every id is found and none is added',
    async (ecosystem) => {
      const recorded = recordedFor(ecosystem);
      expect(recorded.flatMap(({ ids }) => ids).length).toBeGreaterThan(0);
      const cwd = workFolder();
      const image = makeImage({ layers: [FILES[ecosystem]?.(recorded) ?? {}], config: { User: '1000' } });
      writeDockerArchive(path.join(cwd, 'image.tar'), image, { form: 'old' });
      const report = await check(['--archive', 'image.tar'], { [ecosystem]: recorded }, cwd);
      expect(report.unknowns).toEqual([]);
      expectEveryId(report, recorded);
    },
  );

  it.each(Object.keys(PURL_TYPES))(
    'for %s in an SBOM: every id is found and none is added',
    async (ecosystem) => {
      const recorded = recordedFor(ecosystem);
      const cwd = workFolder({ 'sbom.json': sbomOf(ecosystem, recorded) });
      const report = await check(['--sbom', 'sbom.json'], { [ecosystem]: recorded }, cwd);
      expectEveryId(report, recorded);
    },
  );
});

function packageOf(component: { readonly name: string; readonly version: string } | null): string {
  return `${component?.name.toLowerCase() ?? ''} ${component?.version ?? ''}`;
}
