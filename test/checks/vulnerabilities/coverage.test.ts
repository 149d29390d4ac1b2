import { expect, it } from 'vitest';
import type { OsRelease } from '../../../src/model/component.ts';
import { notAssessed } from '../../../src/checks/vulnerabilities/coverage.ts';
import { askAbout } from '../../../src/checks/vulnerabilities/queries.ts';
import { anInventory } from '../../support/an-inventory.ts';
import { aComponent } from '../../support/components.ts';

const ORACLE: OsRelease = {
  id: 'ol',
  version: '9.4',
  prettyName: null,
  idLike: [],
  codename: null,
  cpe: null,
};

it('says nothing where everything was assessed', () => {
  expect(gaps([aComponent(), aComponent({ ecosystem: 'npm' })])).toEqual([]);
});

it('is one line for each ecosystem that no source covers, with the number of packages', () => {
  const components = [aComponent(), aComponent({ name: 'b' }), aComponent({ ecosystem: 'npm' })];
  const notCovered = new Map([['Alpine:v3.10', 'nobody knows it']]);
  expect(gaps(components, { notCovered })).toEqual([
    'Alpine:v3.10: 2 packages were not assessed: nobody knows it',
  ]);
});

it('names the distribution of packages without ecosystem', () => {
  const rpm = aComponent({ ecosystem: null, purl: 'pkg:rpm/ol/bash@5' });
  expect(gaps([rpm], { os: ORACLE })[0]).toMatch(/^ol 9\.4: 1 package was not assessed: /u);
  expect(gaps([rpm], { os: { ...ORACLE, version: null } })[0]).toMatch(/^ol: /u);
  expect(gaps([rpm])[0]).toMatch(/^rpm packages of an unknown distribution: /u);
});

it('names the type of other packages without ecosystem', () => {
  expect(gaps([aComponent({ ecosystem: null, purl: 'pkg:generic/x@1' })], { os: ORACLE })[0]).toMatch(
    /^generic packages: /u,
  );
});

it('tells of ecosystems whose versions have no known order', () => {
  expect(gaps([aComponent({ ecosystem: 'Hackage' })])[0]).toMatch(/^Hackage: .*order of its versions/u);
});

function gaps(
  components: readonly ReturnType<typeof aComponent>[],
  options: { readonly os?: OsRelease; readonly notCovered?: ReadonlyMap<string, string> } = {},
): readonly string[] {
  const inventory = anInventory({ components, os: options.os ?? null });
  const unknowns = notAssessed(inventory, askAbout(components), options.notCovered ?? new Map());
  return unknowns.map((unknown) => `${unknown.place}: ${unknown.reason}`);
}
