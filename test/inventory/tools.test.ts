import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Inventory } from '../../src/inventory/inventory.ts';
import { takeInventory } from '../../src/inventory/take.ts';
import { SILENT } from '../../src/util/log.ts';
import { fileImage } from '../support/file-image.ts';
import { needs } from '../support/services.ts';
import { hasSharedData, SHARED_DATA } from '../support/shared-data.ts';
import { workFolder } from '../support/work-folder.ts';

async function inventoryOfFile(file: string): Promise<Inventory> {
  return takeInventory(fileImage(file), { log: SILENT, signal: new AbortController().signal });
}

function namesOf({ components }: Inventory, type: string): readonly string[] {
  return components
    .filter(({ purl }) => purl.startsWith(`pkg:${type}/`))
    .map(({ name, version }) => `${name} ${version}`)
    .sort();
}

describe.skipIf(!needs('mmdebstrap'))('a Debian that mmdebstrap made', () => {
  it('holds what dpkg-query says, and its language packages once', { timeout: 180_000 }, async () => {
    const folder = workFolder();
    const root = path.join(folder, 'root.tar');
    const include = '--include=python3-yaml,node-semver,nginx-light,perl';
    execFileSync('mmdebstrap', ['--variant=essential', '--mode=root', include, 'bookworm', root], {
      stdio: 'ignore',
    });
    execFileSync('tar', ['xf', root, '-C', folder, './var/lib/dpkg']);
    const format = '${db:Status-Status} ${Package} ${Version}\n';
    const text = execFileSync('dpkg-query', [`--admindir=${folder}/var/lib/dpkg`, '-W', `-f=${format}`], {
      encoding: 'utf8',
    });
    const expected = text
      .split('\n')
      .flatMap((line) => (line.startsWith('installed ') ? [line.slice(10)] : []))
      .sort();
    const inventory = await inventoryOfFile(root);
    expect(namesOf(inventory, 'deb')).toEqual(expected);
    expect(expected.length).toBeGreaterThan(60);
    expect(inventory.unknowns).toEqual([]);
    const others = inventory.components.filter(({ purl }) => !purl.startsWith('pkg:deb/'));
    expect(others.map(({ name }) => name)).toEqual(expect.arrayContaining(['pyyaml', 'semver', 'perl']));
    expect(others.filter(({ ownedBy }) => ownedBy === null)).toEqual([]);
  });
});

const ROOTS = hasSharedData('images')
  ? readdirSync(path.join(SHARED_DATA, 'images')).filter((name) => name.startsWith('alpine-minirootfs'))
  : [];
const canChroot = process.getuid?.() === 0;
if (ROOTS.length > 0 && !canChroot)
  console.warn('skipped: asking apk in its root file systems, which needs root');

describe.skipIf(ROOTS.length === 0 || !canChroot)('Alpine root file systems', () => {
  it.each(ROOTS)('hold what their own apk says: %s', async (name) => {
    const file = path.resolve(SHARED_DATA, 'images', name);
    const root = workFolder();
    execFileSync('tar', ['xzf', file, '-C', root]);
    const text = execFileSync('chroot', [root, '/sbin/apk', 'info', '-v'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const expected = text
      .split('\n')
      .filter((line) => line !== '')
      .sort();
    const inventory = await inventoryOfFile(file);
    expect(
      namesOf(inventory, 'apk')
        .map((line) => line.replace(' ', '-'))
        .sort(),
    ).toEqual(expected);
    expect(inventory.unknowns).toEqual([]);
  });
});

const hasNpm = spawnSync('npm', ['--version']).status === 0;
if (!hasNpm) console.warn('skipped: the comparison with npm ls, because npm is not here');

describe.skipIf(!hasNpm || !existsSync('node_modules/zod'))('a tree of node_modules', () => {
  it('holds what npm ls says', { timeout: 60_000 }, async () => {
    const folder = workFolder();
    const tree = spawnSync('npm', ['ls', '--all', '--parseable', '--long'], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    // path:name@version[:more]
    const expected = new Set(
      tree.stdout.split('\n').flatMap((line) => {
        const [place = '', id = ''] = line.split(':');
        const at = id.lastIndexOf('@');
        return place.includes('/node_modules/') && at > 0 ? [`${id.slice(0, at)} ${id.slice(at + 1)}`] : [];
      }),
    );
    const list = path.join(folder, 'list');
    const files = execFileSync('find', ['node_modules', '-name', 'package.json'], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    mkdirSync(path.join(folder, 'x'));
    writeFileSync(list, files);
    const tar = path.join(folder, 'root.tar');
    execFileSync('tar', ['cf', tar, '--transform', 's,^,app/,', '-T', list]);
    expect(new Set(namesOf(await inventoryOfFile(tar), 'npm'))).toEqual(expected);
    expect(expected.size).toBeGreaterThan(50);
  });
});
