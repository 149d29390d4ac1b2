import { describe, expect, it } from 'vitest';
import { isForeign } from '../../../../src/inventory/cataloguers/dpkg/maker.ts';

describe('isForeign', () => {
  it.each([
    ['Debian OpenSSL Team <pkg-openssl-devel@alioth-lists.debian.net>', undefined, false],
    ['Matthias Klose <doko@debian.org>', undefined, false],
    ['Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>', undefined, false],
    ['Somebody <me@example.com>', 'Debian Team <x@lists.debian.org>', false],
    [undefined, undefined, false],
    ['Docker <support@docker.com>', undefined, true],
    ['Debian <x@debian.org.example.com>', undefined, true],
    ['Not Debian <x@notdebian.org>', undefined, true],
    ['x@debian.org <x@example.com>', undefined, true],
  ])('%s, originally %s: %s', (maintainer, original, expected) => {
    expect(isForeign(maintainer, original)).toBe(expected);
  });
});
