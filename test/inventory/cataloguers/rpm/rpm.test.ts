import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Package, Reading } from '../../../../src/inventory/cataloguer.ts';
import { RPM } from '../../../../src/inventory/cataloguers/rpm/rpm.ts';
import { bdbFile, ndbFile, rpmPackage } from '../../../support/rpm.ts';
import { hasSharedData, SHARED_DATA } from '../../../support/shared-data.ts';
import { workFolder } from '../../../support/work-folder.ts';

const SQLITE = 'var/lib/rpm/rpmdb.sqlite';
const FORMAT = '%{NAME} %|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE} %{ARCH} %{LICENSE} %{SOURCERPM}\n';

function line({ name, version, architecture, licence, qualifiers }: Package): string {
  return `${name} ${version} ${architecture} ${licence} ${qualifiers?.['upstream'] ?? '(none)'}`;
}

/** What rpm itself says of the database in a folder. */
function rpmSays(folder: string, backend: string | null): readonly string[] {
  const define = backend === null ? [] : ['--define', `_db_backend ${backend}`];
  const text = execFileSync('rpm', [...define, '--dbpath', folder, '-qa', '--qf', FORMAT], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return text
    .split('\n')
    .filter((each) => each !== '' && !each.startsWith('gpg-pubkey'))
    .sort();
}

function lines(reading: Reading): readonly string[] {
  return reading.packages.map(line).sort();
}

describe('an RPM database', () => {
  const blobs = [
    rpmPackage('bash', '5.1.8', '6.el9', {
      1003: [1],
      1116: [0, 0],
      1117: ['bash', 'x'],
      1118: ['/usr/bin/'],
    }),
    rpmPackage('nodejs', '18.1', '1.module_el8.6.0+1', { 5096: 'nodejs:18:8060020220523160029:ad008a3a' }),
    rpmPackage('orphan', '1', '1.module_el8.6.0+1'),
    rpmPackage('gpg-pubkey', '1', '1'),
    rpmPackage('large', '1', '1', { 1117: Array.from({ length: 300 }, (_, i) => `file-${i}`) }),
  ];

  it.each([
    ['ndb', 'Packages.db', ndbFile(blobs)],
    ['Berkeley DB, little-endian', 'Packages', bdbFile(blobs)],
    ['Berkeley DB, big-endian', 'Packages', bdbFile(blobs, 'big')],
  ])('is read in the format %s', (_format, name, file) => {
    const { packages, programs, unknowns } = RPM.read(file, `usr/lib/sysimage/rpm/${name}`);
    expect(unknowns).toEqual([]);
    expect(packages.map((one) => [one.name, one.version, one.source?.version, one.module])).toEqual([
      ['bash', '1:5.1.8-6.el9', '1:5.1.8-6.el9', undefined],
      ['nodejs', '18.1-1.module_el8.6.0+1', '18.1-1.module_el8.6.0+1', 'nodejs:18'],
      ['orphan', '1-1.module_el8.6.0+1', '1-1.module_el8.6.0+1', 'unknown'],
      ['large', '1-1', '1-1', undefined],
    ]);
    expect(programs?.map((one) => one.path)).toContain('usr/bin/bash');
  });

  it.each([
    ['ndb', ndbFile(blobs).subarray(0, 4096 + 300)],
    ['Berkeley DB', bdbFile(blobs).subarray(0, 512 * 4)],
  ])('that was cut short is told: %s', (_format, file) => {
    expect(RPM.read(file, 'var/lib/rpm/Packages').unknowns).not.toEqual([]);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['something else', Buffer.from('hello, world, this is no database')],
    ['an empty page', Buffer.alloc(8192)],
    ['a bdb that is encrypted', Buffer.from(bdbFile(blobs)).fill(1, 24, 25)],
  ])('of %s is told', (_what, file) => {
    const { packages, unknowns } = RPM.read(file, 'var/lib/rpm/Packages');
    expect(packages).toEqual([]);
    expect(unknowns).toHaveLength(1);
  });

  it('with changes in a write-ahead log is told, with an empty one not', () => {
    expect(RPM.read(Buffer.from('x'), `${SQLITE}-wal`).unknowns).toHaveLength(1);
    expect(RPM.read(Buffer.alloc(0), `${SQLITE}-wal`).unknowns).toEqual([]);
  });

  it('never throws, however it is damaged', () => {
    for (const file of [ndbFile(blobs), bdbFile(blobs), bdbFile(blobs, 'big')]) {
      fc.assert(
        fc.property(
          fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { maxLength: 20 }),
          (changes) => {
            const damaged = Buffer.from(file);
            for (const [at, byte] of changes) damaged[at] = byte;
            expect(RPM.read(damaged, 'var/lib/rpm/Packages')).toHaveProperty('packages');
          },
        ),
      );
    }
  });
});

it('reads the list of an image without a database', () => {
  const text = 'bash\t5.1.8-1.cm2\t1\t2\tMicrosoft\t(none)\t7\tx86_64\t0\tbash-5.1.8-1.cm2.src.rpm\n';
  const { packages, unknowns } = RPM.read(Buffer.from(text), 'var/lib/rpmmanifest/container-manifest-2');
  expect(packages).toMatchObject([
    { name: 'bash', version: '5.1.8-1.cm2', source: { name: 'bash', version: '5.1.8-1.cm2' } },
  ]);
  expect(unknowns).toEqual([]);
});

it('tells of a line of that list that is none', () => {
  expect(RPM.read(Buffer.from('bash 5\n'), 'var/lib/rpmmanifest/container-manifest-2').unknowns).toHaveLength(
    1,
  );
});

const canBuild = spawnSync('rpmbuild', ['--version']).status === 0;
if (!canBuild)
  console.warn('skipped: the comparison with a database that rpm made, because rpmbuild is not here');

describe.skipIf(!canBuild)('a database that rpm itself made', () => {
  it('holds what rpm says', { timeout: 60_000 }, () => {
    const folder = workFolder();
    const names = ['plain', 'with-epoch', 'modular'];
    for (const name of names) writeFileSync(path.join(folder, `${name}.spec`), specOf(name));
    for (const name of names) {
      execFileSync('rpmbuild', ['-bb', '--define', `_topdir ${folder}`, path.join(folder, `${name}.spec`)], {
        stdio: 'ignore',
      });
    }
    const files = readdirSync(path.join(folder, 'RPMS/noarch')).map((file) =>
      path.join(folder, 'RPMS/noarch', file),
    );
    const database = path.join(folder, 'db');
    execFileSync('rpm', ['--dbpath', database, '-i', '--justdb', '--nodeps', ...files], { stdio: 'ignore' });
    const expected = rpmSays(database, null);
    // Its last changes are in the log until the database is closed for good.
    const reading = RPM.read(readFileSync(path.join(database, 'rpmdb.sqlite')), SQLITE);
    expect(reading.unknowns).toEqual([]);
    expect(lines(reading)).toEqual(expected);
    expect(expected).toHaveLength(3);
    expect(reading.packages.find(({ name }) => name === 'modular')?.module).toBe('nodejs:18');
    const relations = reading.packages.find(({ name }) => name === 'with-epoch')?.relations;
    expect(relations?.depends).toContainEqual(['plain']);
  });
});

function specOf(name: string): string {
  const many = name === 'with-epoch' ? 400 : 1;
  return `Name: ${name}
Version: 1.2
Release: 3
${name === 'with-epoch' ? 'Epoch: 7\nRequires: plain' : ''}
${name === 'modular' ? 'ModularityLabel: nodejs:18:8060020220523160029:ad008a3a' : ''}
Summary: A test
License: MIT
BuildArch: noarch
%description
A test.
%install
mkdir -p %{buildroot}/usr/bin
for i in $(seq ${many}); do echo "$i" > %{buildroot}/usr/bin/${name}-$i; done
%files
/usr/bin/*
`;
}

describe.skipIf(!hasSharedData('rpm/sqlite/rpmdb.sqlite'))('real databases', () => {
  it.each([
    ['sqlite/rpmdb.sqlite', null],
    ['bdb/Packages', 'bdb_ro'],
  ])('hold what rpm says: %s', (file, backend) => {
    // rpm writes beside the database: it gets a copy.
    const folder = workFolder();
    const content = readFileSync(path.resolve(SHARED_DATA, 'rpm', file));
    writeFileSync(path.join(folder, path.basename(file)), content);
    const reading = RPM.read(content, `var/lib/rpm/${path.basename(file)}`);
    expect(reading.unknowns).toEqual([]);
    expect(lines(reading)).toEqual(rpmSays(folder, backend));
    expect(reading.packages.length).toBeGreaterThan(0);
  });

  it('of ndb, which Debian’s rpm cannot read, holds the packages of its image', () => {
    const content = readFileSync(path.resolve(SHARED_DATA, 'rpm/ndb/Packages.db'));
    const { packages, unknowns } = RPM.read(content, 'usr/lib/sysimage/rpm/Packages.db');
    expect(unknowns).toEqual([]);
    expect(packages.map(({ name, version }) => `${name} ${version}`)).toEqual([
      'system-user-root 20190513-3.3.1',
      'filesystem 15.0-11.8.1',
      'glibc 2.31-150300.63.1',
    ]);
  });
});

it('slots that all point to one package are told, and not read again and again', () => {
  const file = ndbFile([rpmPackage('a', '1', '1')]);
  for (let slot = 48; slot < 4096; slot += 16) file.copy(file, slot, 32, 48);
  const { packages, unknowns } = RPM.read(file, 'var/lib/rpm/Packages.db');
  expect(packages.length).toBeLessThan(file.length / rpmPackage('a', '1', '1').length);
  expect(unknowns).toEqual(['packages of the database lie over each other']);
});
