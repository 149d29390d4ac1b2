import { describe, expect, it } from 'vitest';
import { inventoryOf } from '../support/inventory-of.ts';
import { DEBIAN_12 } from '../support/package-files.ts';

const STATUS = 'var/lib/dpkg/status';

/** A dpkg database of packages `name version`. */
function status(...packages: readonly string[]): string {
  return packages
    .map((line) => {
      const [name = '', version = ''] = line.split(' ');
      return `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: ${version}\n`;
    })
    .join('\n');
}

async function layersOf(...states: readonly (readonly string[] | null)[]): Promise<Record<string, number>> {
  const layers = states.map((packages, index) => ({
    ...(index === 0 ? { 'etc/os-release': DEBIAN_12 } : {}),
    ...(packages === null ? { [`file-${index}`]: 'x' } : { [STATUS]: status(...packages) }),
  }));
  const { components } = await inventoryOf(layers);
  return Object.fromEntries(components.map(({ name, locations }) => [name, locations[0]?.layer ?? -1]));
}

describe('the layer that brought a package', () => {
  it('is the lowest that has it in this version, whatever was written later', async () => {
    expect(await layersOf(['a 1', 'b 1'], ['a 1', 'b 1', 'c 1'], ['a 1', 'b 2', 'c 1'])).toEqual({
      a: 0,
      b: 2,
      c: 1,
    });
  });

  it('is not one before it was removed in between', async () => {
    expect(await layersOf(['a 1'], ['b 1'], ['a 1', 'b 1'])).toEqual({ a: 2, b: 1 });
  });

  it('does not mind layers that do not touch the database', async () => {
    expect(await layersOf(['a 1'], null, ['a 1', 'b 1'], null)).toEqual({ a: 0, b: 2 });
  });
});
