import { describe, expect, it } from 'vitest';
import { advise } from '../../../../src/checks/vulnerabilities/advice/advise.ts';
import type { Inventory } from '../../../../src/inventory/inventory.ts';
import type { Finding } from '../../../../src/model/finding.ts';
import type { Removable } from '../../../../src/model/report.ts';
import { anImage } from '../../../support/an-image.ts';
import { aFinding } from '../../../support/findings.ts';
import { osInventory, purlOf } from '../../../support/os-packages.ts';

/** nginx as the image's own work, beside git with what it needs. */
const SERVER = {
  nginx: { depends: ['libssl3'], files: { 'usr/sbin/nginx': ['libssl.so.3'] } },
  libssl3: { files: { 'usr/lib/libssl.so.3': ['libc.so.6'] } },
};
const GIT = {
  git: { depends: ['git-man', 'liberror-perl', 'libssl3'], files: { 'usr/bin/git': ['libssl.so.3'] } },
  'git-man': {},
  'liberror-perl': { depends: ['perl'] },
  perl: { depends: ['libperl'], files: { 'usr/bin/perl': ['libperl.so.5'] } },
  libperl: { files: { 'usr/lib/libperl.so.5': ['libc.so.6'] } },
};

function findingsIn(...names: readonly string[]): readonly Finding[] {
  return names.map((name, index) =>
    aFinding({
      rule: `CVE-2026-${String(index)}`,
      component: { purl: purlOf(name), name, version: '1' },
    }),
  );
}

function removableFrom(
  inventory: Inventory,
  findings: readonly Finding[],
  cmd: readonly string[] = ['nginx', '-g', 'daemon off;'],
): readonly Removable[] {
  const image = anImage({ config: { cmd } });
  return advise({ image, inventory, findings, dockerfile: null, target: null, buildArgs: new Map() })
    .removable;
}

describe('advise: what can be removed', () => {
  it('names a tool that nothing needs, with all that goes with it', () => {
    const inventory = osInventory({ ...SERVER, ...GIT });
    expect(removableFrom(inventory, findingsIn('git', 'perl', 'libperl', 'libssl3'))).toEqual([
      {
        packages: ['git', 'git-man', 'liberror-perl', 'libperl', 'perl'],
        findings: 3,
        installedBytes: 5000,
      },
    ]);
  });

  it('says nothing of tools without findings', () => {
    expect(removableFrom(osInventory({ ...SERVER, ...GIT }), findingsIn('libssl3', 'libc6'))).toEqual([]);
  });

  it('names no package that the started program needs, and none that is essential', () => {
    const inventory = osInventory({ ...SERVER, ...GIT });
    const findings = findingsIn('nginx', 'libssl3', 'dpkg', 'dash', 'libc6');
    expect(removableFrom(inventory, findings)).toEqual([]);
  });

  it('keeps what depends on the started program: it can be a module of it', () => {
    const inventory = osInventory({
      ...SERVER,
      'nginx-mod': { depends: ['nginx', 'helper'], files: { 'usr/bin/nginx-mod': [] } },
      helper: { files: { 'usr/bin/helper': [] } },
      other: { files: { 'usr/bin/other': [] } },
    });
    const found = removableFrom(inventory, findingsIn('nginx-mod', 'helper', 'other'));
    expect(found.map(({ packages }) => packages)).toEqual([['other']]);
  });

  it('leaves what another package needs, by a name that it provides or by one of several', () => {
    const inventory = osInventory({
      ...SERVER,
      nginx: { depends: ['mail-agent', 'curl | wget'], files: { 'usr/sbin/nginx': [] } },
      exim: { provides: ['mail-agent'], files: { 'usr/bin/exim': [] } },
      curl: { files: { 'usr/bin/curl': [] } },
      wget: { files: { 'usr/bin/wget': [] } },
    });
    expect(removableFrom(inventory, findingsIn('exim', 'curl', 'wget'))).toEqual([]);
  });

  it('leaves what a program that no package brought is linked with', () => {
    const inventory = osInventory(
      { ...GIT, libssl3: SERVER.libssl3, zlib: { files: { 'usr/lib/libz.so.1': [] } } },
      { 'app/server': ['libssl.so.3', 'libz.so.1'] },
    );
    const found = removableFrom(inventory, findingsIn('git', 'libssl3', 'zlib'), ['/app/server']);
    expect(found.map(({ findings }) => findings)).toEqual([1]);
  });

  it('lets no library go while a program could load it by name', () => {
    const packages = { ...GIT, libssl3: SERVER.libssl3 };
    const withApp = osInventory(packages, { 'app/server': [] });
    expect(removableFrom(withApp, findingsIn('perl', 'libperl'), ['/app/server'])).toEqual([
      { packages: ['git', 'git-man', 'liberror-perl', 'perl'], findings: 1, installedBytes: 4000 },
    ]);
  });

  it('leaves libraries and data that nothing depends on, and what they need', () => {
    const inventory = osInventory({
      ...SERVER,
      libicu: { depends: ['icu-tool'], files: { 'usr/lib/libicu.so.1': [] } },
      'icu-tool': { files: { 'usr/bin/icu': [] } },
      'ca-certificates': { depends: ['openssl'] },
      openssl: { files: { 'usr/bin/openssl': [] } },
    });
    expect(removableFrom(inventory, findingsIn('libicu', 'icu-tool', 'ca-certificates', 'openssl'))).toEqual(
      [],
    );
  });

  it('names two tools apart, and the package that both need where most findings are there', () => {
    const inventory = (shared: object) =>
      osInventory({
        ...SERVER,
        git: { depends: ['perl'], files: { 'usr/bin/git': [] } },
        quilt: { depends: ['perl'], files: { 'usr/bin/quilt': [] } },
        perl: { files: { 'usr/bin/perl': [] } },
        ...shared,
      });
    const apart = removableFrom(inventory({}), findingsIn('git', 'git', 'quilt', 'perl'));
    expect(apart.map(({ packages }) => packages)).toEqual([['git'], ['quilt']]);
    const together = removableFrom(inventory({}), findingsIn('git', 'perl', 'perl', 'perl'));
    expect(together).toEqual([{ packages: ['perl', 'git', 'quilt'], findings: 4, installedBytes: 3000 }]);
  });

  it('names packages that need each other once', () => {
    const inventory = osInventory({
      ...SERVER,
      a: { depends: ['b'], files: { 'usr/bin/a': [] } },
      b: { depends: ['a'], files: { 'usr/bin/b': [] }, bytes: null },
    });
    expect(removableFrom(inventory, findingsIn('a', 'b'))).toEqual([
      { packages: ['a', 'b'], findings: 2, installedBytes: null },
    ]);
  });

  it.each([
    ['nothing', []],
    ['a script', ['/entrypoint.sh', 'nginx']],
    ['a shell', ['sh']],
    ['more than one command', ['/bin/sh', '-c', 'migrate && nginx']],
  ])('says nothing when the image starts %s', (_, cmd) => {
    expect(removableFrom(osInventory({ ...SERVER, ...GIT }), findingsIn('git'), cmd)).toEqual([]);
  });

  it('says nothing where no package manager is there', () => {
    const inventory = osInventory({ ...SERVER, ...GIT, dpkg: { essential: true } });
    expect(removableFrom(inventory, findingsIn('git'))).toEqual([]);
  });

  it('does not count what is suppressed, nor what is no vulnerability', () => {
    const [first, second] = findingsIn('git', 'git');
    const suppressed = { by: 'vex', reason: 'x', owner: null, expires: null } as const;
    const findings = [
      ...(first === undefined ? [] : [{ ...first, suppressed }]),
      ...(second === undefined ? [] : [{ ...second, category: 'hardening' as const }]),
    ];
    expect(removableFrom(osInventory({ ...SERVER, ...GIT }), findings)).toEqual([]);
  });
});
