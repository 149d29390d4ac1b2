import { describe, expect, it } from 'vitest';
import { ecosystemOf } from '../../src/inventory/ecosystem.ts';
import type { OsRelease } from '../../src/model/component.ts';

function os(id: string, version: string | null): OsRelease {
  return { id, version, prettyName: null, idLike: ['debian'], codename: null, cpe: null };
}

describe('ecosystemOf', () => {
  it.each([
    ['deb', 'debian', '12', 'Debian:12'],
    ['deb', 'debian', '10.13', 'Debian:10'],
    ['deb', 'ubuntu', '22.04', 'Ubuntu:22.04:LTS'],
    ['deb', 'ubuntu', '24.04', 'Ubuntu:24.04:LTS'],
    ['deb', 'ubuntu', '25.10', 'Ubuntu:25.10'],
    ['deb', 'ubuntu', '23.04', 'Ubuntu:23.04'],
    ['apk', 'alpine', '3.19.1', 'Alpine:v3.19'],
    ['apk', 'alpine', '3.20', 'Alpine:v3.20'],
    ['apk', 'wolfi', '20230201', 'Wolfi'],
    ['apk', 'chainguard', '20230214', 'Chainguard'],
    ['apk', 'minimos', '20241031', 'MinimOS'],
    ['apk', 'alpaquita', '23', 'Alpaquita:23'],
    ['rpm', 'almalinux', '9.4', 'AlmaLinux:9'],
    ['rpm', 'rocky', '8.10', 'Rocky Linux:8'],
    ['rpm', 'rhel', '9.4', 'Red Hat:enterprise_linux:9'],
    ['rpm', 'opensuse-leap', '15.5', 'openSUSE:Leap 15.5'],
    ['rpm', 'opensuse-tumbleweed', '20240101', 'openSUSE:Tumbleweed'],
    ['rpm', 'sles', '15.5', 'SUSE:Linux Enterprise Server 15 SP5'],
    ['rpm', 'sles', '15', 'SUSE:Linux Enterprise Server 15'],
    ['rpm', 'sle-micro', '5.5', 'SUSE:Linux Enterprise Micro 5.5'],
    ['rpm', 'sl-micro', '6.0', 'SUSE:Linux Micro 6.0'],
    ['rpm', 'azurelinux', '3.0', 'Azure Linux:3'],
    ['rpm', 'mariner', '2.0', 'Azure Linux:2'],
    ['rpm', 'mageia', '9', 'Mageia:9'],
    ['golang', 'anything', null, 'Go'],
    ['cargo', 'anything', null, 'crates.io'],
    ['maven', 'anything', null, 'Maven'],
    ['gem', 'anything', null, 'RubyGems'],
    ['composer', 'anything', null, 'Packagist'],
    ['nuget', 'anything', null, 'NuGet'],
    ['generic', 'debian', '12', 'Bitnami'],
    ['npm', 'anything', null, 'npm'],
    ['pypi', 'anything', null, 'PyPI'],
  ] as const)('knows %s of %s %s', (type, id, version, expected) => {
    expect(ecosystemOf(type, os(id, version))).toBe(expected);
  });

  it.each([
    ['deb', 'debian', null],
    ['deb', 'debian', 'trixie/sid'],
    ['deb', 'ubuntu', null],
    ['deb', 'ubuntu', '22'],
    ['deb', 'raspbian', '12'],
    ['deb', 'linuxmint', '21'],
    ['deb', 'alpine', '3.19.1'],
    ['rpm', 'fedora', '40'],
    ['rpm', 'centos', '8'],
    ['rpm', 'ol', '9'],
    ['rpm', 'amzn', '2023'],
    ['rpm', 'photon', '5.0'],
    ['rpm', 'almalinux', null],
    ['rpm', 'debian', '12'],
    ['rpm', 'openeuler', '22.03'],
    ['conda', 'debian', '12'],
    ['opkg', 'openwrt', '23.05'],
    ['apk', 'debian', '12'],
    ['apk', 'alpine', '3.20.0_alpha20240329'],
    ['apk', 'alpine', null],
    ['apk', 'postmarketos', '3.19'],
  ] as const)('knows none for %s of %s %s', (type, id, version) => {
    expect(ecosystemOf(type, os(id, version))).toBeNull();
  });

  it('reads the release of openEuler from its name, and that of Red Hat from its CPE', () => {
    const euler = { ...os('openeuler', '22.03'), prettyName: 'openEuler 22.03 (LTS-SP1)' };
    expect(ecosystemOf('rpm', euler)).toBe('openEuler:22.03-LTS-SP1');
    const cpe = 'cpe:/o:redhat:enterprise_linux:8::baseos';
    expect(ecosystemOf('rpm', { ...os('rhel', null), cpe })).toBe('Red Hat:enterprise_linux:8');
  });

  it('knows none for OS packages without os-release, and needs it not for languages', () => {
    expect(ecosystemOf('deb', null)).toBeNull();
    expect(ecosystemOf('npm', null)).toBe('npm');
  });
});
