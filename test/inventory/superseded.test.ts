import { describe, expect, it } from 'vitest';
import { NOTHING_READ, type Cataloguer, type PackageType } from '../../src/inventory/cataloguer.ts';
import { APK } from '../../src/inventory/cataloguers/apk/apk.ts';
import { findInstalled, type PlacedReading } from '../../src/inventory/superseded.ts';

const INSTALLED: Cataloguer = { ...APK, id: 'installed' };
const LOCK: Cataloguer = {
  ...APK,
  id: 'lock',
  ecosystem: 'npm',
  supersededBelow: (path) => path.slice(0, path.lastIndexOf('/') + 1),
};

function file(path: string, cataloguer: Cataloguer, type: PackageType = 'npm'): PlacedReading {
  const one = { type, name: 'a', version: '1', architecture: null, source: null, licence: null };
  const hash = { md5: '', sha1: '', sha256: '' };
  const reading = { ...NOTHING_READ, packages: [one], unknowns: ['a reason'] };
  return { path, record: { kind: 'catalogue', path, cataloguer: cataloguer.id, reading, digests: hash } };
}

describe('a lock file', () => {
  const lock = file('app/lock.json', LOCK);

  it.each<[string, readonly PlacedReading[], boolean]>([
    ['packages of its kind are installed below it', [file('app/x/a', INSTALLED)], true],
    ['nothing is installed', [], false],
    ['another kind is installed', [file('app/x/a', INSTALLED, 'pypi')], false],
    [
      'it is installed elsewhere',
      [file('apple/a', INSTALLED), file('ap', INSTALLED), file('z', INSTALLED)],
      false,
    ],
    ['there is only another lock file', [file('app/x/lock.json', LOCK)], false],
    ['much is installed', ['a', 'app/b', 'app/c', 'b', 'z'].map((path) => file(path, INSTALLED)), true],
  ])('is superfluous when %s', (_, others, expected) => {
    const stillMeant = findInstalled([lock, ...others], [INSTALLED, LOCK]);
    const { packages, unknowns } = stillMeant(lock);
    expect([packages.length, unknowns.length]).toEqual(expected ? [0, 0] : [1, 1]);
  });

  it('at the root is about the whole image', () => {
    const root = file('lock.json', LOCK);
    const stillMeant = findInstalled([root, file('x/y/a', INSTALLED)], [INSTALLED, LOCK]);
    expect(stillMeant(root).packages).toEqual([]);
  });

  it('is not what a list of installed packages is', () => {
    const installed = file('app/a', INSTALLED);
    const stillMeant = findInstalled([installed, file('app/x/b', INSTALLED)], [INSTALLED, LOCK]);
    expect(stillMeant(installed)).toBe(installed.record.reading);
  });

  it.each([
    ['app/x/a', []],
    ['elsewhere/a', ['a reason']],
  ])('that cannot be read is an unknown only where nothing is installed: %s', (path, unknowns) => {
    const broken = { ...lock.record, reading: { ...lock.record.reading, packages: [] } };
    const stillMeant = findInstalled([file(path, INSTALLED)], [INSTALLED, LOCK]);
    expect(stillMeant({ path: lock.path, record: broken }).unknowns).toEqual(unknowns);
  });
});
