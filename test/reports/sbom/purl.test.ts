import { describe, expect, it } from 'vitest';

import { purlWithSource } from '../../../src/reports/sbom/purl.ts';
import { aComponent } from '../../support/components.ts';

const LIBC = { name: 'libc6', version: '2.36-9+b1' } as const;

describe('the package URL of an OS package', () => {
  it.each([
    ['pkg:deb/debian/libc6@2.36-9%2Bb1', 'glibc', '2.36-9', '?upstream=glibc%402.36-9'],
    ['pkg:deb/debian/libc6@2.36-9%2Bb1', 'glibc', '2.36-9+b1', '?upstream=glibc'],
    ['pkg:deb/debian/libc6@2.36-9%2Bb1?arch=amd64', 'glibc', '2.36-9+b1', '&upstream=glibc'],
  ])('%s from %s %s gets %s', (purl, name, version, more) => {
    expect(purlWithSource(aComponent({ ...LIBC, purl, source: { name, version } }))).toBe(`${purl}${more}`);
  });

  it.each([
    ['is its own source', 'pkg:deb/debian/libc6@2.36-9%2Bb1', LIBC],
    ['states no source', 'pkg:deb/debian/libc6@2.36-9%2Bb1', null],
    ['is of a language', 'pkg:npm/libc6@2.36-9', { name: 'glibc', version: '1' }],
    ['names it already', 'pkg:rpm/redhat/libc6@2?upstream=x.src.rpm', { name: 'glibc', version: '1' }],
    ['cannot be read', 'pkg:deb/', { name: 'glibc', version: '1' }],
  ])('that %s stays as it is', (_, purl, source) => {
    expect(purlWithSource(aComponent({ ...LIBC, purl, source }))).toBe(purl);
  });
});
