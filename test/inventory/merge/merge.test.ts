import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeLayers } from '../../../src/inventory/merge/merge.ts';
import { scanTar } from '../../support/inventory-of.ts';
import { packageJson } from '../../support/package-files.ts';
import { tarBytes, type TarEntry } from '../../support/tar.ts';

/** Which package.json files are there in the end, with the layer that holds each. */
async function merged(layers: readonly (readonly TarEntry[])[]): Promise<Record<string, number>> {
  const facts = await Promise.all(layers.map((entries) => scanTar(tarBytes(entries))));
  const found: Record<string, number> = {};
  for (const { path, placed } of mergeLayers(facts, [1, 2]).all())
    if (placed !== null) found[path] = placed.layer;
  return found;
}

function pkg(path: string): TarEntry {
  return { name: path, content: packageJson('x', '1.0.0') };
}

const A = 'app/node_modules/a/package.json';
const B = 'app/node_modules/b/package.json';

describe('mergeLayers', () => {
  it.each<[string, TarEntry[], Record<string, number>]>([
    ['keeps what is below', [], { [A]: 0, [B]: 0 }],
    ['takes the newer file', [pkg(A)], { [A]: 1, [B]: 0 }],
    ['deletes a file', [{ name: 'app/node_modules/a/.wh.package.json' }], { [B]: 0 }],
    ['deletes a folder', [{ name: 'app/node_modules/.wh.a' }], { [B]: 0 }],
    ['deletes a folder far above', [{ name: '.wh.app' }], {}],
    ['hides a folder', [{ name: 'app/.wh..wh..opq' }], {}],
    ['hides everything', [{ name: '.wh..wh..opq' }], {}],
    ['hides what is below only', [pkg(A), { name: 'app/.wh..wh..opq' }], { [A]: 1 }],
    ['deletes what is below only', [pkg(A), { name: 'app/.wh.node_modules' }], { [A]: 1 }],
    ['lets a file replace a folder', [{ name: 'app/node_modules/a' }], { [B]: 0 }],
    ['lets a link replace a folder', [{ name: 'app', type: '2', link: 'else' }], {}],
    ['lets a device replace a folder', [{ name: 'app', type: '3' }], {}],
    ['lets a folder replace a file', [{ name: A, type: '5' }], { [B]: 0 }],
    ['lets a folder be the same folder', [{ name: 'app/node_modules', type: '5' }], { [A]: 0, [B]: 0 }],
    ['does not take `which` for a whiteout', [{ name: 'app/node_modules/xwh.a' }], { [A]: 0, [B]: 0 }],
    ['does not take `.wha` for a whiteout', [{ name: 'app/node_modules/.wha' }], { [A]: 0, [B]: 0 }],
    ['does not take a folder `.wh.` above', [{ name: 'app/.wh.node_modules/x' }], { [A]: 0, [B]: 0 }],
    ['does not delete by an empty name', [{ name: 'app/node_modules/.wh.' }], { [A]: 0, [B]: 0 }],
    ['does not delete the folder above', [{ name: 'app/node_modules/a/.wh...' }], { [A]: 0, [B]: 0 }],
    [
      'does not delete a name that only starts the same',
      [{ name: 'app/node_modules/.wh.aa' }],
      { [A]: 0, [B]: 0 },
    ],
  ])('%s', async (_, layer, expected) => {
    expect(await merged([[pkg(A), pkg(B)], layer])).toEqual(expected);
  });

  it('goes through a link of a layer below, and not when a folder has replaced it', async () => {
    const link: TarEntry = { name: 'srv', type: '2', link: 'app' };
    const through = pkg('srv/node_modules/a/package.json');
    expect(await merged([[pkg(B), link], [through]])).toEqual({ [A]: 1, [B]: 0 });
    expect(
      await merged([
        [pkg(B), link],
        [{ name: 'srv', type: '5' }, through],
      ]),
    ).toEqual({
      [B]: 0,
      'srv/node_modules/a/package.json': 1,
    });
  });

  it('does not follow a link that a folder replaces, to hide or delete what it led to', async () => {
    const below: TarEntry[] = [pkg(A), { name: 'srv', type: '2', link: 'app' }];
    const folder: TarEntry = { name: 'srv', type: '5' };
    expect(await merged([below, [folder, { name: 'srv/.wh..wh..opq' }]])).toEqual({ [A]: 0 });
    expect(await merged([below, [folder, { name: 'srv/.wh.node_modules' }]])).toEqual({ [A]: 0 });
  });

  it.each<[string, TarEntry[], Record<string, number>]>([
    ['a whiteout', [{ name: 'srv/.wh.node_modules' }], { [A]: 0, [B]: 0 }],
    ['an opaque folder', [{ name: 'srv/.wh..wh..opq' }], { [A]: 0, [B]: 0 }],
    ['a file', [pkg('srv/node_modules/a/package.json')], { [A]: 0, [B]: 0, [`srv/${A.slice(4)}`]: 1 }],
    ['a link', [{ name: 'srv/node_modules/a', type: '2', link: 'b' }], { [A]: 0, [B]: 0 }],
  ])(
    'keeps what %s would take away through a link, for Docker does not follow it',
    async (_, above, left) => {
      const link: TarEntry = { name: 'srv', type: '2', link: 'app' };
      expect(await merged([[pkg(A), pkg(B), link], above])).toEqual(left);
    },
  );

  it('deletes a link without what it leads to', async () => {
    const link: TarEntry = { name: 'srv', type: '2', link: 'app' };
    expect(await merged([[pkg(A), link], [{ name: '.wh.srv' }]])).toEqual({ [A]: 0 });
  });

  it('keeps the last of two entries with one path', async () => {
    expect(await merged([[pkg(A), { name: A, type: '2', link: '../b/package.json' }, pkg(B)]])).toEqual({
      [B]: 0,
    });
    expect(await merged([[{ name: A, type: '2', link: '../b/package.json' }, pkg(A)]])).toEqual({ [A]: 0 });
  });

  it('agrees with a plain model of layers on random ones', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(OPERATION, { maxLength: 6 }), { minLength: 1, maxLength: 4 }),
        async (layers) => {
          const model = new Model();
          const tars = layers.map((operations, index) => model.apply(operations, index));
          expect(await merged(tars)).toEqual(model.packages());
        },
      ),
      { numRuns: 300 },
    );
  });
});

type Operation = readonly ['file' | 'folder' | 'delete' | 'hide', string];

const OPERATION: fc.Arbitrary<Operation> = fc.tuple(
  fc.constantFrom('file' as const, 'file' as const, 'folder' as const, 'delete' as const, 'hide' as const),
  fc.constantFrom(
    'node_modules',
    'node_modules/a',
    'node_modules/a/package.json',
    'node_modules/b/package.json',
    'node_modules/a/node_modules',
    'node_modules/a/node_modules/b/package.json',
    'other/node_modules/a/package.json',
    'other',
    'a',
  ),
);

/** A file system as a map from path to the layer of a file, or `folder`. */
class Model {
  private files = new Map<string, number | 'folder'>();

  /** Applies what makes sense and returns the entries of a layer that does just that. */
  apply(operations: readonly Operation[], layer: number): TarEntry[] {
    const entries: TarEntry[] = [];
    const mine = new Set<string>();
    for (const [kind, path] of operations.filter(([kind]) => kind === 'delete' || kind === 'hide')) {
      if (kind === 'delete') this.remove(path);
      else this.removeBelow(path);
      const at = path.lastIndexOf('/') + 1;
      const name = kind === 'hide' ? `${path}/.wh..wh..opq` : `${path.slice(0, at)}.wh.${path.slice(at)}`;
      entries.push({ name });
    }
    for (const [kind, path] of operations.filter(([kind]) => kind === 'file' || kind === 'folder')) {
      const above = path.split('/').map((_, n, parts) => parts.slice(0, n).join('/'));
      if (above.some((folder) => typeof this.files.get(folder) === 'number')) continue;
      if (mine.has(path) || [...mine].some((one) => one.startsWith(`${path}/`))) continue;
      if (kind === 'file' || typeof this.files.get(path) === 'number') this.remove(path);
      this.files.set(path, kind === 'file' ? layer : 'folder');
      mine.add(path);
      entries.push(kind === 'file' ? pkg(path) : { name: path, type: '5' });
    }
    return entries;
  }

  packages(): Record<string, number> {
    const found = [...this.files].filter(
      (entry): entry is [string, number] =>
        typeof entry[1] === 'number' && /node_modules\/[ab]\/package.json$/u.test(entry[0]),
    );
    return Object.fromEntries(found);
  }

  private remove(path: string): void {
    this.files.delete(path);
    this.removeBelow(path);
  }

  private removeBelow(path: string): void {
    for (const one of this.files.keys()) if (one.startsWith(`${path}/`)) this.files.delete(one);
  }
}
