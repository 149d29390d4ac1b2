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

describe.skipIf(!hasSharedData('osv-api/answers.json'))('answers recorded from the real OSV service', () => {
  it.each(Object.keys(FILES))('for %s: every id is found and none is added', async (ecosystem) => {
    const all = JSON.parse(readFileSync(path.join(SHARED_DATA, 'osv-api/answers.json'), 'utf8')) as Answers;
    const recorded = all[ecosystem] ?? [];
    expect(recorded.flatMap(({ ids }) => ids).length).toBeGreaterThan(0);
    const osv = await startOsvServer({ answers: { [ecosystem]: recorded } });
    const cwd = workFolder();
    const image = makeImage({ layers: [FILES[ecosystem]?.(recorded) ?? {}], config: { User: '1000' } });
    writeDockerArchive(path.join(cwd, 'image.tar'), image, { form: 'old' });
    const argv = [
      'check',
      '--archive',
      'image.tar',
      '--advisories',
      'osv',
      '--osv-url',
      osv.url,
      '--checks',
      'vulnerabilities',
    ];
    await runCli([...argv, '--report', 'json=report.json'], { cwd });
    await osv.close();
    const report = JSON.parse(readFileSync(path.join(cwd, 'report.json'), 'utf8')) as Report;
    expect(osv.problems).toEqual([]);
    expect(report.unknowns).toEqual([]);
    const found = report.findings.map((f) => ({ of: packageOf(f.component), ids: [f.rule, ...f.aliases] }));
    const expected = recorded.flatMap(({ name, version, ids }) =>
      ids.map((id) => ({ of: packageOf({ name, version }), id })),
    );
    const missing = expected.filter(({ of, id }) => !found.some((f) => f.of === of && f.ids.includes(id)));
    // A CVE that an id stands for is not an id of its own: a finding is too much when no recorded id is in it.
    const added = found.filter((f) => !expected.some(({ of, id }) => f.of === of && f.ids.includes(id)));
    expect({ missing, added }).toEqual({ missing: [], added: [] });
  });
});

function packageOf(component: { readonly name: string; readonly version: string } | null): string {
  return `${component?.name.toLowerCase() ?? ''} ${component?.version ?? ''}`;
}
