import { expect, it } from 'vitest';
import { NAMELESS } from '../../../../src/inventory/cataloguers/python/nameless.ts';
import { inventoryOf } from '../../../support/inventory-of.ts';

const FOLDER = 'srv/site-packages/flask-1.0.dist-info';
const WHEEL = { [`${FOLDER}/WHEEL`]: 'Wheel-Version: 1.0\n' };
const METADATA = { [`${FOLDER}/METADATA`]: 'Metadata-Version: 2.1\nName: flask\nVersion: 1.0\n\n' };

it('wants what installers leave beside METADATA, and nothing else', () => {
  expect([`${FOLDER}/WHEEL`, `${FOLDER}/INSTALLER`].every((path) => NAMELESS.wants(path))).toBe(true);
  expect([`${FOLDER}/RECORD`, 'srv/WHEEL', 'x.dist-info/a/WHEEL'].some((path) => NAMELESS.wants(path))).toBe(
    false,
  );
});

it('tells of a distribution without METADATA', async () => {
  const { unknowns } = await inventoryOf([WHEEL]);
  expect(unknowns).toMatchObject([
    { place: `${FOLDER}/WHEEL`, reason: expect.stringContaining('no METADATA') },
  ]);
});

it('tells of one whose METADATA a later layer deletes', async () => {
  const { unknowns } = await inventoryOf([{ ...WHEEL, ...METADATA }, { [`${FOLDER}/.wh.METADATA`]: '' }]);
  expect(unknowns).toHaveLength(1);
});

it('says nothing beside METADATA', async () => {
  const { unknowns, components } = await inventoryOf([{ ...WHEEL, ...METADATA }]);
  expect(unknowns).toEqual([]);
  expect(components.map(({ name }) => name)).toEqual(['flask']);
});
