import { describe, expect, it } from 'vitest';
import { readRelations } from '../../../../src/inventory/cataloguers/dpkg/relations.ts';

function read(fields: Readonly<Record<string, string>>) {
  return readRelations(new Map(Object.entries(fields)));
}

describe('readRelations of dpkg', () => {
  it('takes what a package needs first with what it needs, alternatives together, without versions', () => {
    expect(
      read({
        'pre-depends': 'libc6 (>= 2.36)',
        depends: 'debconf (>= 0.5) | debconf-2.0, perl:any, libgcc-s1 [amd64]',
        provides: 'awk, libx1 (= 1.0)',
        'installed-size': '1234',
      }),
    ).toEqual({
      essential: false,
      depends: [['libc6'], ['debconf', 'debconf-2.0'], ['perl'], ['libgcc-s1']],
      provides: ['awk', 'libx1'],
      installedBytes: 1234 * 1024,
    });
  });

  it.each([
    [{ essential: 'yes' }, true],
    [{ protected: 'yes' }, true],
    [{ priority: 'required' }, true],
    [{ essential: 'no' }, false],
    [{ priority: 'important' }, false],
  ])('%j is essential: %s', (fields, expected) => {
    expect(read(fields).essential).toBe(expected);
  });

  it.each(['', '-1', '12 kB', '9'.repeat(20)])('has no size for %j', (size) => {
    expect(read({ 'installed-size': size }).installedBytes).toBeNull();
  });

  it('leaves out what is no name', () => {
    expect(read({ depends: ' , | ,a|,${misc:Depends}' }).depends).toEqual([['a']]);
  });
});
