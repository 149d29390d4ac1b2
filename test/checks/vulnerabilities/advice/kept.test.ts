import { describe, expect, it } from 'vitest';
import { packageGraph } from '../../../../src/checks/vulnerabilities/advice/graph.ts';
import { keptPackages } from '../../../../src/checks/vulnerabilities/advice/kept.ts';
import type { Inventory } from '../../../../src/inventory/inventory.ts';
import { osInventory } from '../../../support/os-packages.ts';

function kept(inventory: Inventory, paths: readonly string[], hasInterpreter = false) {
  const graph = packageGraph(inventory) ?? new Map();
  const { packages, mayLoadByName } = keptPackages(graph, inventory, { paths, hasInterpreter });
  const names = [...packages]
    .map(({ name }) => name)
    .filter((name) => !['dpkg', 'dash', 'libc6'].includes(name));
  return { names: names.sort(), mayLoadByName };
}

const LIBRARIES = {
  liba: { files: { 'usr/lib/liba.so.1': ['libb.so.1'] } },
  libb: { files: { 'usr/lib/libb.so.1': ['libc.so.6'] } },
  libd: { files: { 'usr/lib/libd.so.1': [] } },
};

describe('keptPackages', () => {
  it('keeps what the started program is linked with, in turn, even where no package says so', () => {
    const inventory = osInventory({ ...LIBRARIES, web: { files: { 'usr/bin/web': ['liba.so.1'] } } });
    expect(kept(inventory, ['usr/bin/web'])).toEqual({
      names: ['liba', 'libb', 'web'],
      mayLoadByName: false,
    });
  });

  it('keeps what programs are linked with that no package brought, by any file of that name', () => {
    const inventory = osInventory(LIBRARIES, { 'srv/tool': ['libd.so.1'] });
    expect(kept(inventory, ['srv/tool'])).toEqual({ names: ['libd'], mayLoadByName: true });
  });

  it('keeps the loader of a program', () => {
    const inventory = osInventory({ loader: { files: { 'lib/ld-linux.so.2': [] } } }, { 'srv/tool': [] });
    expect(kept(inventory, ['srv/tool']).names).toEqual(['loader']);
  });

  it('keeps the modules of the started program with what they need, and nothing that is beside it', () => {
    const inventory = osInventory({
      python3: { files: { 'usr/bin/python3': [] } },
      'python3-x': { depends: ['python3', 'y'] },
      y: {},
      z: {},
    });
    expect(kept(inventory, ['usr/bin/python3'], true)).toEqual({
      names: ['python3', 'python3-x', 'y'],
      mayLoadByName: true,
    });
  });

  it.each(['ca-certificates', 'ca-certificates-bundle', 'tzdata', 'fonts-dejavu', 'apt', 'microdnf'])(
    'keeps %s, which nothing says that it needs',
    (name) => {
      const inventory = osInventory({ web: { files: { 'usr/bin/web': [] } }, [name]: {}, aptitude: {} });
      expect(kept(inventory, ['usr/bin/web']).names).toEqual([name, 'web'].sort());
    },
  );
});
