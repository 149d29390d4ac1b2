import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openOsvFolder } from '../../../../src/checks/vulnerabilities/advisories/osv-folder.ts';
import type { LookupResult } from '../../../../src/checks/vulnerabilities/advisories/source.ts';
import { SILENT } from '../../../../src/util/log.ts';
import { rawRecord, rawRow } from '../../../support/osv-records.ts';
import { workFolder } from '../../../support/work-folder.ts';
import { makeZip } from '../../../support/zip.ts';

describe('a folder of OSV exports', () => {
  it('gives each question the records of its package and release', async () => {
    const dir = folder({
      Alpine: [
        rawRecord({ id: 'A-1' }),
        rawRecord({ id: 'A-2', of: 'Alpine:v3.11 openssl' }),
        rawRecord({ id: 'A-3', of: 'Alpine:v3.10 zlib' }),
        rawRecord({
          id: 'A-4',
          affected: [rawRow('Alpine:v3.10 zlib', []), rawRow('Alpine:v3.10 openssl', [])],
        }),
      ],
      npm: [rawRecord({ id: 'N-1', of: 'npm openssl' })],
    });
    const result = await lookup(dir, [
      'Alpine:v3.10 openssl',
      'Alpine:v3.11 zlib',
      'npm openssl',
      'Alpine:v3.10 none',
    ]);
    expect(idsOf(result)).toEqual([['A-1', 'A-4'], [], ['N-1'], []]);
    expect([...result.notCovered]).toEqual([]);
  });

  it('finds every spelling of a PyPI name', async () => {
    const dir = folder({ PyPI: [rawRecord({ id: 'P-1', of: 'PyPI Zope.Interface' })] });
    expect(idsOf(await lookup(dir, ['PyPI zope-interface']))).toEqual([['P-1']]);
  });

  it('finds names that are written with escapes', async () => {
    const json = JSON.stringify(rawRecord({ id: 'N-1', of: 'npm @scope/a' })).replace(
      '@scope/a',
      '\\u0040scope\\/a',
    );
    expect(idsOf(await lookup(folder({ npm: [json] }), ['npm @scope/a']))).toEqual([['N-1']]);
  });

  it('keeps the latest form of a record that lies beside the archive too', async () => {
    const inArchive = rawRecord({
      id: 'N-1',
      of: 'npm a',
      modified: '2024-05-01T00:00:00Z',
      summary: 'archive',
    });
    const summaryBeside = async (modified: string): Promise<unknown> => {
      const dir = folder({ npm: [inArchive] });
      writeFileSync(join(dir, 'npm/N-1.json'), JSON.stringify({ ...inArchive, modified, summary: 'beside' }));
      return (await lookup(dir, ['npm a'])).records[0]?.map((record) => record.summary);
    };
    expect(await summaryBeside('2024-05-02T00:00:00Z')).toEqual(['beside']);
    expect(await summaryBeside('2024-04-30T00:00:00Z')).toEqual(['archive']);
  });

  it('does not cover an ecosystem without archive, nor a release without record', async () => {
    const dir = folder({ Alpine: [rawRecord({ of: 'Alpine:v3.11 openssl' })] });
    const { notCovered } = await lookup(dir, [
      'Alpine:v3.20 openssl',
      'Alpine:v3.11 openssl',
      'npm a',
      'Debian:12 a',
    ]);
    expect([...notCovered.keys()]).toEqual(['Alpine:v3.20', 'npm', 'Debian:12']);
    expect(notCovered.get('npm')).toMatch(/has no npm\/all\.zip$/u);
    expect(notCovered.get('Alpine:v3.20')).toMatch(/Alpine has no record of it$/u);
  });

  it('covers a release of which it has records of other packages only', async () => {
    const dir = folder({ Alpine: [rawRecord({ of: 'Alpine:v3.20 other' })] });
    expect((await lookup(dir, ['Alpine:v3.20 openssl'])).notCovered.size).toBe(0);
  });

  it('tells how old it is', async () => {
    const dir = folder({
      npm: [
        rawRecord({ modified: '2021-05-01T00:00:00Z' }),
        rawRecord({ id: 'B', modified: '2023-01-01T00:00:00.5Z' }),
      ],
      PyPI: [rawRecord({ of: 'PyPI a', modified: '2022-01-01T00:00:00Z' })],
    });
    utimesSync(join(dir, 'npm/all.zip'), 1_700_000_000, 1_700_000_000);
    utimesSync(join(dir, 'PyPI/all.zip'), 1_600_000_000, 1_600_000_000);
    const { info } = await lookup(dir, ['npm a', 'PyPI a']);
    expect(info).toEqual({
      source: dir,
      retrievedAt: '2020-09-13T12:26:40.000Z',
      newest: '2023-01-01T00:00:00.5Z',
    });
  });

  it.each<[what: string, record: object | string]>([
    ['does not follow the schema', rawRecord({ id: 'N-1', of: 'npm a', aliases: 5 })],
    ['is not JSON', '{"affected":[{"package":{"ecosystem":"npm","name":"a"'],
    ['names no package as we know it', '{"id":"N-1"'],
  ])('tells of a record that %s', async (_what, record) => {
    const { unreadable } = await lookup(folder({ npm: [record, rawRecord({ of: 'npm b' })] }), ['npm a']);
    expect(unreadable).toEqual([{ id: '0', reason: expect.stringMatching(/./u) }]);
  });

  it('does not tell of a torn record of another package', async () => {
    const { unreadable } = await lookup(folder({ npm: [rawRecord({ of: 'npm b', aliases: 5 })] }), ['npm a']);
    expect(unreadable).toEqual([]);
  });

  it('fails when the archive is damaged', async () => {
    const dir = workFolder({ 'npm/all.zip': 'PK, or not' });
    await expect(lookup(dir, ['npm a'])).rejects.toMatchObject({ code: 'ADVISORIES_BAD_ARCHIVE' });
  });

  it('fails when the archive is a folder', async () => {
    const dir = workFolder({ 'npm/all.zip/': '' });
    await expect(lookup(dir, ['npm a'])).rejects.toMatchObject({ code: 'ADVISORIES_UNREADABLE' });
  });

  it.each(['missing', 'file'])(
    'is the mistake of the caller when there is no such folder: %s',
    async (name) => {
      const dir = join(workFolder({ file: '' }), name);
      await expect(lookup(dir, ['npm a'])).rejects.toMatchObject({
        name: 'InputError',
        code: 'ADVISORIES_FOLDER_MISSING',
      });
    },
  );

  it('never leaves its folder', async () => {
    const dir = folder({ npm: [rawRecord({ of: 'npm a' })], inner: [] });
    const result = await lookup(join(dir, 'inner'), ['../npm a']);
    expect([...result.notCovered.keys()]).toEqual(['../npm']);
  });
});

function folder(archives: Readonly<Record<string, readonly (object | string)[]>>): string {
  const dir = workFolder();
  for (const [ecosystem, records] of Object.entries(archives)) {
    const files = records.map((record, index): [string, string] => [
      `${String(index)}.json`,
      typeof record === 'string' ? record : JSON.stringify(record),
    ]);
    const path = join(dir, ecosystem, 'all.zip');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, makeZip(Object.fromEntries(files)));
  }
  return dir;
}

function lookup(dir: string, questions: readonly string[]): Promise<LookupResult> {
  const packages = questions.map((question) => {
    const [ecosystem = '', name = ''] = question.split(' ');
    return { ecosystem, name, version: '1' };
  });
  return openOsvFolder(dir, { log: SILENT }).lookup(packages, new AbortController().signal);
}

function idsOf(result: LookupResult): readonly (readonly string[])[] {
  return result.records.map((records) => records.map((record) => record.id));
}
