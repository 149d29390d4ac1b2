import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inventoryOf } from '../support/inventory-of.ts';
import { DEBIAN_12 } from '../support/package-files.ts';
import { hasProgram } from '../support/programs.ts';

const ADMIN = '/var/lib/dpkg';
const SAMPLE = ['/bin/ls', '/usr/bin/dpkg', '/bin/tar', '/usr/bin/perl', '/sbin/ldconfig', '/usr/bin/find'];

const isPossible =
  existsSync(`${ADMIN}/status`) && hasProgram('dpkg-query', ['--version'], 'the owners that dpkg names');

describe.skipIf(!isPossible)('against the dpkg of this machine', () => {
  const programs = SAMPLE.filter((path) => existsSync(path)).map((path) => realpathSync(path));

  function dpkgFiles(ends: readonly string[]): Record<string, Buffer> {
    const files = readdirSync(`${ADMIN}/info`).filter((name) => ends.some((end) => name.endsWith(end)));
    return Object.fromEntries(
      files.map((name) => [`${ADMIN.slice(1)}/info/${name}`, readFileSync(`${ADMIN}/info/${name}`)]),
    );
  }

  it.each([[['.list']], [['.md5sums']], [['.list', '.md5sums']]])(
    'finds who owns a program, by %j',
    async (ends) => {
      const inventory = await inventoryOf([
        [
          ...Object.entries({
            'etc/os-release': DEBIAN_12,
            'var/lib/dpkg/status': readFileSync(`${ADMIN}/status`),
            ...dpkgFiles(ends),
            ...Object.fromEntries(programs.map((path) => [path.slice(1), readFileSync(path)])),
          }).map(([name, content]) => ({ name, content })),
          ...['bin', 'sbin', 'lib'].map((name) => ({ name, type: '2', link: `usr/${name}` })),
        ],
      ]);
      expect(inventory.unknowns).toEqual([]);
      const owners = new Map(
        [...inventory.owners].map(([path, purl]) => [path, /\/([^/@]+)@/u.exec(purl)?.[1]] as const),
      );
      expect([...owners.keys()].sort()).toEqual(programs.map((path) => path.slice(1)).sort());
      for (const path of programs) expect(owners.get(path.slice(1))).toBe(ownerOf(path));
    },
  );

  it('knows what is essential and how large it is', async () => {
    const { components, relations } = await inventoryOf([
      { 'etc/os-release': DEBIAN_12, 'var/lib/dpkg/status': readFileSync(`${ADMIN}/status`) },
    ]);
    const ours = components.map(({ purl, name, version }) => {
      const { essential, installedBytes } = relations.get(purl) ?? {};
      return `${name} ${version} ${String(essential)} ${(installedBytes ?? 0) / 1024}`;
    });
    const format =
      '${Package}\t${Version}\t${Essential}\t${Protected}\t${Priority}\t${Installed-Size}\t${db:Status-Status}\n';
    const theirs = query(format).flatMap(([name, version, essential, isProtected, priority, size, state]) => {
      const isNeeded = essential === 'yes' || isProtected === 'yes' || priority === 'required';
      return state === 'installed'
        ? [`${name} ${version} ${String(isNeeded)} ${size === '' ? 0 : size}`]
        : [];
    });
    expect(ours.sort()).toEqual(theirs.sort());
  });
});

/** As dpkg says it, also for files that it knows by their path before the merge of `/usr`. */
function ownerOf(path: string): string | undefined {
  for (const name of [path, path.replace(/^\/usr/u, '')]) {
    try {
      const text = execFileSync('dpkg-query', ['-S', name], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      return text
        .split('\n')
        .find((line) => !line.startsWith('diversion'))
        ?.split(/[:,]/u)[0];
    } catch {
      continue;
    }
  }
  return undefined;
}

function query(format: string): readonly (readonly string[])[] {
  const text = execFileSync('dpkg-query', ['-W', `-f=${format}`], { encoding: 'utf8' });
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
}
