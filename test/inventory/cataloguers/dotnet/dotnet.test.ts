import { describe, expect, it } from 'vitest';
import { DOTNET } from '../../../../src/inventory/cataloguers/dotnet/dotnet.ts';

const SHARED = 'usr/share/dotnet/shared/Microsoft.NETCore.App/8.0.1/Microsoft.NETCore.App.deps.json';

function seen(json: unknown, path: string) {
  const { packages, unknowns } = DOTNET.read(Buffer.from(JSON.stringify(json)), path);
  return { packages: packages.map(({ name, version }) => `${name}@${version}`), unknowns };
}

describe('the dotnet cataloguer', () => {
  it.each([
    ['app/App.deps.json', true],
    ['app/deps.json', false],
    ['app/App.runtimeconfig.json', false],
  ])('whether it reads %s: %s', (path, is) => {
    expect(DOTNET.wants(path)).toBe(is);
  });

  it('takes the shared framework as the runtime pack that advisories name', () => {
    const json = { runtimeTarget: { name: '.NETCoreApp,Version=v8.0/linux-x64' }, libraries: {} };
    const expected = ['Microsoft.NETCore.App.Runtime.linux-x64@8.0.1'];
    expect(seen(json, SHARED)).toEqual({ packages: expected, unknowns: [] });
    const named = { libraries: { 'Microsoft.NETCore.App.Runtime.linux-x64/8.0.1': { type: 'package' } } };
    expect(seen(named, SHARED)).toEqual({ packages: expected, unknowns: [] });
  });

  it('takes the framework itself where no system is stated', () => {
    const json = { runtimeTarget: { name: '.NETCoreApp,Version=v2.1' }, libraries: {} };
    expect(seen(json, SHARED).packages).toEqual(['Microsoft.NETCore.App@8.0.1']);
  });

  it('does not take a folder of another name for a shared framework', () => {
    const json = { libraries: {} };
    expect(seen(json, 'app/Microsoft.NETCore.App.deps.json').packages).toEqual([]);
  });
});
