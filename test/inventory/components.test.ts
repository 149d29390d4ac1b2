import { describe, expect, it } from 'vitest';
import type { Package } from '../../src/inventory/cataloguer.ts';
import { createComponents } from '../../src/inventory/components.ts';

const OS = { id: 'debian', version: '12', prettyName: null, idLike: [], codename: null, cpe: null };
const BASE = { architecture: null, source: null, licence: null };
const NPM: Package = { ...BASE, type: 'npm', name: 'a', version: '1.0.0' };
const DEB: Package = { ...BASE, type: 'deb', name: 'node-a', version: '1' };

function at(path: string, layer = 0) {
  return { path, layer };
}

describe('components', () => {
  it('lists one package at several places once', () => {
    const all = createComponents(OS);
    all.add({ one: NPM, location: at('x'), ownedBy: null });
    all.add({ one: NPM, location: at('y', 1), ownedBy: null });
    expect(all.list()).toMatchObject([{ name: 'a', locations: [at('x'), at('y', 1)] }]);
  });

  it.each([
    [['pkg:deb/x', null], null, ['p1']],
    [[null, 'pkg:deb/x'], null, ['p0']],
    [['pkg:deb/x', 'pkg:deb/x'], 'pkg:deb/x', ['p0', 'p1']],
    [['pkg:deb/x', null, 'pkg:deb/x', null], null, ['p1', 'p3']],
  ])('owned by %j is in the end owned by %s, at %j', (owners, ownedBy, places) => {
    const all = createComponents(OS);
    for (const [n, owner] of owners.entries()) all.add({ one: NPM, location: at(`p${n}`), ownedBy: owner });
    expect(all.list()).toMatchObject([{ ownedBy, locations: places.map((path) => at(path)) }]);
  });

  it('says where inside a file a package is', () => {
    const all = createComponents(OS);
    all.add({ one: { ...NPM, innerPath: 'a.jar!/b.jar' }, location: at('a.jar', 2), ownedBy: null });
    expect(all.list()[0]?.locations).toEqual([at('a.jar!/b.jar', 2)]);
  });

  it('gives a reason for a package that no URL can hold', () => {
    const all = createComponents(OS);
    const one: Package = { ...BASE, type: 'maven', name: 'no-group', version: '1' };
    expect(all.add({ one, location: at('x'), ownedBy: null })).toContain('no-group has no package URL');
    expect(all.list()).toEqual([]);
  });

  it('knows OS packages by name, whether advisories speak of them, and what they need', () => {
    const relations = { essential: true, depends: [], provides: [], installedBytes: 1 };
    const all = createComponents(OS);
    all.add({ one: { ...DEB, relations }, location: at('status'), ownedBy: null });
    all.add({ one: { ...DEB, name: 'other', isForeign: true }, location: at('status'), ownedBy: null });
    const purl = 'pkg:deb/debian/node-a@1?distro=debian-12';
    expect(all.byName('deb', 'node-a')).toEqual({ purl, hasAdvisories: true });
    expect(all.byName('deb', 'other')).toMatchObject({ hasAdvisories: false });
    expect(all.byName('apk', 'node-a')).toBeNull();
    expect([...all.relations()]).toEqual([[purl, relations]]);
    expect(all.hasOsPackages()).toBe(true);
  });

  it('has no OS packages when there are only others', () => {
    const all = createComponents(OS);
    all.add({ one: NPM, location: at('x'), ownedBy: null });
    expect(all.hasOsPackages()).toBe(false);
  });
});
