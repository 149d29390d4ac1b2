import { describe, expect, it } from 'vitest';
import { NOTHING_READ, type Package, type Reading } from '../../src/inventory/cataloguer.ts';
import type { FileRecord, LayerFacts } from '../../src/inventory/layer/facts.ts';
import { mergeLayers } from '../../src/inventory/merge/merge.ts';
import { readRecords } from '../../src/inventory/records.ts';

const OS = { id: 'debian', version: '12', prettyName: null, idLike: [], codename: null, cpe: null };
const BASE = { architecture: null, source: null, licence: null };
const GO: Package = { ...BASE, type: 'golang', name: 'golang.org/x/net', version: 'v0.17.0' };
const TOOL: Package = { ...BASE, type: 'deb', name: 'tool', version: '1' };
const DIGESTS = { md5: 'd'.repeat(32), sha1: '', sha256: '' };
const OWNER = 'pkg:deb/debian/tool@1?distro=debian-12';

function layer(...records: readonly FileRecord[]): LayerFacts {
  const none = new Float64Array(0);
  const counts = { entries: records.length, bytes: 0 };
  const lists = { links: [], hardLinks: [], whiteouts: [], opaques: [], unknowns: [] };
  return { records, ...lists, files: none, folders: none, ...counts };
}

function database(one: Package, path: string, md5 = DIGESTS.md5): FileRecord {
  const programs = [{ path, package: one.name, hash: { algorithm: 'md5', hex: md5 } as const }];
  const reading = { ...NOTHING_READ, packages: [one], programs };
  return { path: 'var/lib/dpkg/status', kind: 'catalogue', cataloguer: 'dpkg', reading, digests: null };
}

function program(path: string, ...readings: readonly Reading[]): FileRecord {
  const facts = { format: 'elf', isLibrary: false, needed: [], interpreter: null } as const;
  return { path, kind: 'program', facts, readings, problem: null, isUnreadGo: false, digests: DIGESTS };
}

function read(...records: readonly FileRecord[]) {
  const found = readRecords(mergeLayers([layer(...records)], [1, 2]), [layer(...records)], OS);
  const owned = found.components.list().map(({ name, ownedBy }) => [name, ownedBy]);
  return { ...found, owned };
}

describe('what a cataloguer of programs recognised', () => {
  const module = { ...NOTHING_READ, packages: [GO], unknowns: ['no version of itself'] };

  it('belongs to the package that brought the program unchanged', () => {
    const found = read(database(TOOL, 'usr/bin/tool'), program('usr/bin/tool', module));
    expect(found.owned).toEqual([
      ['tool', null],
      ['golang.org/x/net', OWNER],
    ]);
    expect([...found.owners]).toEqual([['usr/bin/tool', OWNER]]);
    expect(found.unknowns).toEqual([]);
  });

  it.each<[string, FileRecord]>([
    ['the program was changed', database(TOOL, 'usr/bin/tool', 'e'.repeat(32))],
    ['the package is not of the distribution', database({ ...TOOL, isForeign: true }, 'usr/bin/tool')],
    ['another program is meant', database(TOOL, 'usr/bin/other')],
  ])('stands for itself when %s', (_, status) => {
    const found = read(status, program('usr/bin/tool', module));
    expect(found.owned).toEqual([
      ['tool', null],
      ['golang.org/x/net', null],
    ]);
    expect(found.unknowns).toEqual([{ place: 'usr/bin/tool', reason: 'no version of itself' }]);
  });

  it('stands for itself in usr/local, whoever brought it', () => {
    const found = read(database(TOOL, 'usr/local/bin/tool'), program('usr/local/bin/tool', module));
    expect(found.owned).toContainEqual(['golang.org/x/net', null]);
    expect(found.programs).toMatchObject([{ isOwned: true }]);
  });

  it('may be several things at once', () => {
    const other = { ...NOTHING_READ, packages: [{ ...GO, name: 'stdlib', version: '1.22.1' }] };
    expect(read(program('app/x', module, other)).owned).toEqual([
      ['golang.org/x/net', null],
      ['stdlib', null],
    ]);
  });
});
