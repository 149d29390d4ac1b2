import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRecordCache } from '../../../../src/checks/vulnerabilities/advisories/record-cache.ts';
import type { Logger } from '../../../../src/util/log.ts';
import { SILENT } from '../../../../src/util/log.ts';
import { rawRecord } from '../../../support/osv-records.ts';
import { workFolder } from '../../../support/work-folder.ts';

const TIME = '2020-06-08T00:00:00Z';

describe('the cache of records', () => {
  it('gives back what it was given', async () => {
    const dir = workFolder();
    await openRecordCache(dir, SILENT).write('RHSA-2024:1', rawRecord({ id: 'RHSA-2024:1' }));
    expect(await openRecordCache(dir, SILENT).read('RHSA-2024:1', TIME)).toMatchObject({ id: 'RHSA-2024:1' });
  });

  it('leaves only whole files', async () => {
    const dir = workFolder();
    const cache = openRecordCache(dir, SILENT);
    await Promise.all(Array.from({ length: 20 }, () => cache.write('A-1', rawRecord({ id: 'A-1' }))));
    expect(readdirSync(join(dir, 'osv'))).toEqual(['A-1.json']);
    expect(JSON.parse(readFileSync(join(dir, 'osv/A-1.json'), 'utf8'))).toMatchObject({ id: 'A-1' });
  });

  it('has not what changed since, nor what it never had', async () => {
    const cache = openRecordCache(workFolder(), SILENT);
    await cache.write('A-1', rawRecord({ id: 'A-1' }));
    expect(await cache.read('A-1', '2024-01-01T00:00:00Z')).toBeNull();
    expect(await cache.read('A-2', TIME)).toBeNull();
  });

  it.each([
    '',
    '{"id":"A-1"',
    'null',
    JSON.stringify(rawRecord({ id: 'A-2' })),
    JSON.stringify(rawRecord({ id: 'A-1', affected: 7 })),
  ])('has not what is damaged: %s', async (text) => {
    const dir = workFolder({ 'osv/A-1.json': text });
    expect(await openRecordCache(dir, SILENT).read('A-1', TIME)).toBeNull();
  });

  it('never leaves its folder', async () => {
    const dir = workFolder({ 'x.json': JSON.stringify(rawRecord({ id: 'A-1' })), 'osv/': '' });
    const cache = openRecordCache(dir, SILENT);
    await cache.write('../y', rawRecord());
    expect(await cache.read('../x', TIME)).toBeNull();
    expect(readdirSync(dir).sort()).toEqual(['osv', 'x.json']);
    expect(readdirSync(join(dir, 'osv'))).toEqual([]);
  });

  it('is no fault when it cannot be written, and says so once', async () => {
    const dir = workFolder({ osv: 'a file where the folder should be' });
    const warnings: string[] = [];
    const log: Logger = { ...SILENT, warn: (message) => warnings.push(message) };
    const cache = openRecordCache(dir, log);
    await cache.write('A-1', rawRecord({ id: 'A-1' }));
    await cache.write('A-2', rawRecord({ id: 'A-2' }));
    expect(warnings).toEqual([expect.stringContaining(join(dir, 'osv'))]);
    expect(await cache.read('A-1', TIME)).toBeNull();
  });

  it('keeps nothing when it is off', async () => {
    const cache = openRecordCache(null, SILENT);
    await cache.write('A-1', rawRecord({ id: 'A-1' }));
    expect(await cache.read('A-1', TIME)).toBeNull();
  });

  it('leaves no draft when the name is taken by a folder', async () => {
    const dir = workFolder();
    mkdirSync(join(dir, 'osv/A-1.json/x'), { recursive: true });
    writeFileSync(join(dir, 'osv/A-1.json/x/y'), '');
    await openRecordCache(dir, SILENT).write('A-1', rawRecord({ id: 'A-1' }));
    expect(readdirSync(join(dir, 'osv'))).toEqual(['A-1.json']);
  });
});
