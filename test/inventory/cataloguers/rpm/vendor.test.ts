import { describe, expect, it } from 'vitest';
import { isForeign } from '../../../../src/inventory/cataloguers/rpm/vendor.ts';

describe('isForeign', () => {
  it.each([
    ['AlmaLinux', '1.el9', false],
    ['Red Hat, Inc.', '1.el9', false],
    ['Rocky Enterprise Software Foundation', '1.el9', false],
    ['SUSE LLC <https://www.suse.com/>', '150400.1', false],
    ['openSUSE', '1.1', false],
    ['http://openeuler.org', '1.oe2203', false],
    ['Microsoft Corporation', '2.cm2', false],
    ['Microsoft Corporation', '2.azl3', false],
    ['Microsoft Corporation', '1', true],
    ['Grafana Labs', '1', true],
    ['Fedora Project', '1.el9', true],
    ['obs://build.opensuse.org/home:somebody', '1.1', true],
    [null, '1.el9', true],
  ])('%s, release %s: %s', (vendor, release, expected) => {
    expect(isForeign(vendor, release)).toBe(expected);
  });
});
