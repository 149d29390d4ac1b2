import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openImage } from '../../src/image/open.ts';
import { takeInventory } from '../../src/inventory/take.ts';
import { SILENT } from '../../src/util/log.ts';
import { needs } from '../support/services.ts';
import { hasSharedData, SHARED_DATA } from '../support/shared-data.ts';
import { workFolder } from '../support/work-folder.ts';

const ROOT = 'images/alpine-minirootfs-3.20.3-x86_64.tar.gz';
const isPossible = hasSharedData(ROOT) && needs('dockerd');

const PUT =
  'put() { mkdir -p "$1"; echo "{\\"name\\":\\"$2\\",\\"version\\":\\"$3\\"}" > "$1/package.json"; }';
const DOCKERFILE = [
  'FROM scratch',
  'ADD root.tar.gz /',
  // Packages, a workspace with a link, a linked node_modules, hard links to a store and from one.
  `RUN ${PUT}; put /app/node_modules/a a 1.0.0; put /app/node_modules/b b 1.0.0; put /app/node_modules/c c 1.0.0; \\`,
  '  put /app/packages/w w 1.0.0; ln -s ../packages/w /app/node_modules/w; \\',
  '  put /deps/d d 1.0.0; ln -s /deps /srv/node_modules; put /x/node_modules/e e 1.0.0; \\',
  '  mkdir -p /y/node_modules/f /aaa /z/node_modules/h; ln /x/node_modules/e/package.json /y/node_modules/f/package.json; \\',
  '  cp /app/node_modules/a/package.json /aaa/store; ln /aaa/store /z/node_modules/h/package.json',
  // A folder made anew (opaque), a package deleted, a folder that a link replaces.
  `RUN ${PUT}; rm -rf /app/node_modules/a; put /app/node_modules/a a 2.0.0; rm -rf /app/node_modules/b /x; ln -s /app /x`,
  // Through the link, then a folder in its place; a file in the place of a package.
  `RUN ${PUT}; put /x/node_modules/g g 1.0.0; rm /x; put /x/node_modules/i i 1.0.0; \\`,
  '  rm -rf /app/node_modules/c; touch /app/node_modules/c',
  // A folder that moves to where a link to it was; a workspace member that changes.
  `RUN ${PUT}; rm /srv/node_modules; mv /deps /srv/node_modules; put /app/packages/w w 3.0.0`,
].join('\n');

describe.skipIf(!isPossible)('against the file system that Docker makes of the layers', () => {
  it('finds the packages that a container would see, and no others', async () => {
    const folder = workFolder({ Dockerfile: `${DOCKERFILE}\n` });
    copyFileSync(path.join(SHARED_DATA, ROOT), path.join(folder, 'root.tar.gz'));
    const tag = `image-gate-test-inventory:${process.pid}`;
    docker(['build', '--quiet', '--tag', tag, folder]);
    try {
      docker(['save', '--output', path.join(folder, 'image.tar'), tag]);
      const container = docker(['create', tag, 'true']).trim();
      docker(['export', '--output', path.join(folder, 'export.tar'), container]);
      docker(['rm', container]);
    } finally {
      docker(['rmi', tag]);
    }
    const seen = execFileSync('tar', ['-tf', path.join(folder, 'export.tar')], { encoding: 'utf8' }).split(
      '\n',
    );
    const installed = execFileSync('tar', ['-xOf', path.join(folder, 'export.tar'), 'lib/apk/db/installed'], {
      encoding: 'utf8',
    });
    const { components, unknowns } = await inventoryOfArchive(path.join(folder, 'image.tar'), folder);
    const npm = components.filter(({ ecosystem }) => ecosystem === 'npm');
    const apk = components.filter(({ ecosystem }) => ecosystem === 'Alpine:v3.20');
    expect(npm.flatMap(({ locations }) => locations.map((one) => one.path)).sort()).toEqual(
      seen.filter((file) => file.endsWith('/package.json')).sort(),
    );
    expect(npm.map(({ name, version }) => `${name}@${version}`)).toEqual([
      'a@1.0.0',
      'a@2.0.0',
      'd@1.0.0',
      'e@1.0.0',
      'g@1.0.0',
      'i@1.0.0',
      'w@3.0.0',
    ]);
    expect(apk.map(({ name }) => name).sort()).toEqual(
      [...installed.matchAll(/^P:(.*)$/gmu)].map((m) => m[1] ?? '').sort(),
    );
    expect(unknowns).toEqual([]);
  });
});

async function inventoryOfArchive(file: string, tempDir: string) {
  const signal = new AbortController().signal;
  const base = { platform: null, log: SILENT, insecureRegistries: [], env: {}, cwd: tempDir };
  const image = await openImage({ kind: 'archive', path: file }, { ...base, tempDir, signal });
  try {
    return await takeInventory(image, { log: SILENT, signal });
  } finally {
    await image.close();
  }
}

function docker(args: readonly string[]): string {
  return execFileSync('docker', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
