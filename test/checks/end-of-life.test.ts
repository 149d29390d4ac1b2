import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DISTRIBUTIONS } from '../../src/checks/end-of-life-data.ts';
import { isOver, supportOf } from '../../src/checks/end-of-life.ts';
import { anOs } from '../support/an-inventory.ts';

describe('the end of support', () => {
  const table: readonly [id: string, version: string, release: string, date: string][] = [
    ['debian', '10', '10', '2024-06-30'],
    ['debian', '12', '12', '2028-06-30'],
    ['debian', '12.5', '12', '2028-06-30'],
    ['ubuntu', '22.04', '22.04', '2027-06-01'],
    ['ubuntu', '23.10', '23.10', '2024-07-11'],
    ['alpine', '3.10.2', '3.10', '2021-05-01'],
    ['alpine', '3.22', '3.22', '2027-05-01'],
    ['rocky', '9.3', '9', '2032-05-31'],
    ['rhel', '8.10', '8', '2029-05-31'],
    ['centos', '7', '7', '2024-06-30'],
    ['fedora', '40', '40', '2025-05-13'],
    ['amzn', '2', '2', '2026-06-30'],
    ['amzn', '2018.03', '2018.03', '2023-12-31'],
    ['opensuse-leap', '15.5', '15.5', '2024-12-31'],
  ];

  for (const [id, version, release, date] of table) {
    it(`of ${id} ${version} is ${date}`, () => {
      expect(supportOf(anOs(id, version))).toMatchObject({ kind: 'until', release, date });
    });
  }

  it('does not come for a rolling distribution', () => {
    expect(supportOf(anOs('wolfi', '20230201')).kind).toBe('rolling');
    expect(supportOf(anOs('arch', null)).kind).toBe('rolling');
  });

  const unknown: readonly [id: string, version: string | null][] = [
    ['debian', null],
    ['debian', '99'],
    ['debian', ''],
    ['ubuntu', '22'],
    ['alpine', '3'],
    ['alpine', '3.99.1'],
    ['alpine', '3.21_alpha20240807'],
    ['amzn', '2024'],
    ['hannah-montana-linux', '1'],
    ['', '1'],
    ['constructor', '1'],
    ['debian', 'constructor'],
  ];

  for (const [id, version] of unknown) {
    it(`of "${id}" ${String(version)} is not known`, () => {
      expect(supportOf(anOs(id, version)).kind).toBe('not known');
    });
  }

  it('of any text is found or not known', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(DISTRIBUTIONS)), fc.string(), (id, version) => {
        const support = supportOf(anOs(id, version));
        if (support.kind === 'until') expect(version.startsWith(support.release)).toBe(true);
      }),
    );
  });
});

describe('support', () => {
  it('lasts through its last day', () => {
    expect(isOver('2024-06-30', new Date('2024-06-30T23:59:59Z'))).toBe(false);
    expect(isOver('2024-06-30', new Date('2024-07-01T00:00:00Z'))).toBe(true);
    expect(isOver('2024-06-30', new Date('2023-12-31T00:00:00Z'))).toBe(false);
  });
});
