import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Inventory } from '../../src/inventory/inventory.ts';
import { takeInventory } from '../../src/inventory/take.ts';
import { SILENT } from '../../src/util/log.ts';
import { anImage } from '../support/an-image.ts';
import { fileImage } from '../support/file-image.ts';
import { inventoryOf, namesOf } from '../support/inventory-of.ts';
import { DEBIAN_12 } from '../support/package-files.ts';
import { hasSharedData, SHARED_DATA } from '../support/shared-data.ts';
import { sha256Of } from '../support/tar.ts';
import { workFolder } from '../support/work-folder.ts';

const HOST_DATABASE = '/var/lib/dpkg/status';
const FORMAT =
  '${db:Status-Status}\t${Package}\t${Version}\t${Architecture}\t${source:Package}\t${source:Version}\n';

function has(program: string, why: string): boolean {
  if (spawnSync(program, ['--version']).status === 0) return true;
  console.warn(`skipped: ${why}, because ${program} is not here`);
  return false;
}

/** What dpkg itself says is there, in the form of `debLines`. */
function dpkgQuery(admin: string): string[] {
  const text = execFileSync('dpkg-query', [`--admindir=${admin}`, '-W', `-f=${FORMAT}`], {
    encoding: 'utf8',
  });
  const lines = text
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  return lines
    .filter(([state]) => state === 'installed')
    .map((fields) => fields.slice(1).join(' '))
    .sort();
}

function debLines(inventory: Inventory): string[] {
  const lines = inventory.components.map(({ purl, name, version, source }) => {
    const architecture = /arch=([^&]*)/u.exec(purl)?.[1] ?? '';
    return `${name} ${version} ${architecture} ${source?.name ?? ''} ${source?.version ?? ''}`;
  });
  return lines.sort();
}

describe.skipIf(!has('dpkg-query', 'the comparison with dpkg'))('against dpkg itself', () => {
  it.skipIf(!existsSync(HOST_DATABASE))('finds the packages of this machine', async () => {
    const status = readFileSync(HOST_DATABASE);
    const inventory = await inventoryOf([{ 'etc/os-release': DEBIAN_12, 'var/lib/dpkg/status': status }]);
    expect(inventory.unknowns).toEqual([]);
    expect(debLines(inventory)).toEqual(dpkgQuery('/var/lib/dpkg'));
    expect(inventory.components.length).toBeGreaterThan(10);
  });

  it.skipIf(!has('dpkg-deb', 'a root that dpkg made'))(
    'finds what dpkg installed, replaced and removed',
    async () => {
      const root = workFolder({
        'root/var/lib/dpkg/status': '',
        'root/var/lib/dpkg/info/': '',
        'root/var/lib/dpkg/updates/': '',
      });
      install(root, 'alpha', ['Version: 1:2.0-1+b2', 'Source: alpha-source (1:2.0-1)']);
      install(root, 'beta', ['Version: 1.0~rc1-1']);
      install(root, 'beta', ['Version: 1.0-1', 'Source: beta-source']);
      install(root, 'gamma', ['Version: 3']);
      dpkg(root, ['--remove', 'gamma']);
      install(root, 'delta', ['Version: 4', 'Depends: not-there'], false);
      const status = readFileSync(path.join(root, 'root/var/lib/dpkg/status'));
      const inventory = await inventoryOf([{ 'etc/os-release': DEBIAN_12, 'var/lib/dpkg/status': status }]);
      expect(debLines(inventory)).toEqual([
        'alpha 1:2.0-1+b2 all alpha-source 1:2.0-1',
        'beta 1.0-1 all beta-source 1.0-1',
        // Its dependency is missing, so it is unpacked and not configured: its files are there all the same.
        'delta 4 all delta 4',
      ]);
      expect(dpkgQuery(path.join(root, 'root/var/lib/dpkg'))).toEqual(debLines(inventory).slice(0, 2));
    },
  );
});

function install(root: string, name: string, fields: readonly string[], works = true): void {
  const source = path.join(root, 'source');
  mkdirSync(path.join(source, 'DEBIAN'), { recursive: true });
  mkdirSync(path.join(source, 'etc'), { recursive: true });
  writeFileSync(path.join(source, 'etc', name), 'x');
  writeFileSync(path.join(source, 'DEBIAN/conffiles'), `/etc/${name}\n`);
  const control = [
    `Package: ${name}`,
    'Architecture: all',
    'Maintainer: a <a@example.com>',
    ...fields,
    'Description: x',
    '',
  ];
  writeFileSync(path.join(source, 'DEBIAN/control'), control.join('\n'));
  for (const other of readdirSync(path.join(source, 'etc'))) {
    if (other !== name) execFileSync('rm', [path.join(source, 'etc', other)]);
  }
  const file = path.join(root, `${name}.deb`);
  execFileSync('dpkg-deb', ['--root-owner-group', '--build', source, file], { stdio: 'pipe' });
  dpkg(root, ['--install', file], works);
}

function dpkg(root: string, args: readonly string[], works = true): void {
  const target = path.join(root, 'root');
  const force = ['--force-not-root', '--force-bad-path', '--log=/dev/null', `--root=${target}`];
  const { status, stderr } = spawnSync('dpkg', [...force, ...args], { encoding: 'utf8' });
  if ((status === 0) !== works) throw new Error(`dpkg ${args.join(' ')} ended with ${status}: ${stderr}`);
}

describe.each(['3.10.9', '3.18.9', '3.20.3'])('against Alpine root file systems like %s', (version) => {
  const folder = path.join(SHARED_DATA, 'images');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const name = names.find((one) => one.startsWith(`alpine-minirootfs-${version}`));
  it.skipIf(!hasSharedData('images') || name === undefined)('finds what its database lists', async () => {
    const blob = path.join(folder, name ?? '');
    const inventory = await takeInventory(fileImage(blob), {
      log: SILENT,
      signal: new AbortController().signal,
    });
    const text = execFileSync('tar', ['-xzOf', blob, './lib/apk/db/installed'], { encoding: 'utf8' });
    const listed = text
      .split('\n\n')
      .filter((one) => one.trim() !== '')
      .map(expectedApk);
    expect(
      inventory.components
        .map(({ name, version, source }) => `${name} ${version} ${source?.name ?? ''}`)
        .sort(),
    ).toEqual(listed.sort());
    expect(listed.length).toBeGreaterThan(10);
    expect(inventory.os?.id).toBe('alpine');
    expect(inventory.components[0]?.ecosystem).toMatch(/^Alpine:v3\.\d+$/u);
    expect(inventory.unknowns).toEqual([]);
  });
});

function expectedApk(stanza: string): string {
  const field = (letter: string): string | undefined =>
    new RegExp(`^${letter}:(.*)$`, 'mu').exec(stanza)?.[1];
  return `${field('P') ?? ''} ${field('V') ?? ''} ${field('o') ?? field('P') ?? ''}`;
}

describe.skipIf(!hasSharedData('images/nginx-debian10.docker-archive.tar'))(
  'against a trimmed Debian 10 image',
  () => {
    it('finds its 84 packages', async () => {
      const file = path.join(SHARED_DATA, 'images/nginx-debian10.docker-archive.tar');
      const inner = execFileSync('tar', ['-tf', file], { encoding: 'utf8' })
        .split('\n')
        .find((one) => one.endsWith('/layer.tar'));
      const layer = execFileSync('tar', ['-xOf', file, inner ?? ''], { maxBuffer: 1e9 });
      const target = path.join(workFolder(), 'layer.tar');
      writeFileSync(target, layer);
      const blob = { kind: 'file' as const, path: target, offset: 0, length: layer.length };
      const only = {
        index: 0,
        diffId: sha256Of(layer),
        digest: null,
        size: layer.length,
        createdBy: null,
        blob,
      };
      const inventory = await takeInventory(
        { ...anImage(), layers: [only] },
        { log: SILENT, signal: new AbortController().signal },
      );
      expect(inventory.components).toHaveLength(84);
      expect(inventory.components.every(({ ecosystem }) => ecosystem === 'Debian:10')).toBe(true);
      expect(namesOf(inventory)).toContain('adduser@3.118');
    });
  },
);
