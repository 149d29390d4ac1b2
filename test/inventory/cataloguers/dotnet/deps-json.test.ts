import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  nugetPackage,
  readDepsJson,
  runtimeIdentifier,
} from '../../../../src/inventory/cataloguers/dotnet/deps-json.ts';

const NAME = '.NETCoreApp,Version=v8.0/linux-x64';

function bytes(json: unknown): Buffer {
  return Buffer.from(typeof json === 'string' ? json : JSON.stringify(json));
}

function app(libraries: unknown, target: unknown = {}) {
  return readDepsJson(bytes({ runtimeTarget: { name: NAME }, targets: { [NAME]: target }, libraries }));
}

describe('a deps.json', () => {
  it('gives packages and runtime packs, not the projects of the application', () => {
    const reading = app({
      'App/1.0.0': { type: 'project' },
      'Newtonsoft.Json/13.0.1': { type: 'package' },
      'runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.1': { type: 'runtimepack' },
    });
    expect(reading).toEqual({
      packages: [
        nugetPackage('Newtonsoft.Json', '13.0.1'),
        nugetPackage('Microsoft.NETCore.App.Runtime.linux-x64', '8.0.1'),
      ],
      owned: [],
      unknowns: [],
    });
  });

  it.each([
    ['a file of its own', { runtime: { 'lib/net6.0/A.dll': {} } }, 1],
    ['a native library', { runtimeTargets: { 'runtimes/linux/a.so': {} } }, 1],
    ['no file, because the framework has it', { dependencies: { B: '1' } }, 0],
    ['only a place held free', { runtime: { 'lib/netstandard1.0/_._': {} } }, 0],
  ])('counts a package that has %s', (_, target, count) => {
    expect(app({ 'A/1': { type: 'package' } }, { 'A/1': target }).packages).toHaveLength(count);
  });

  it.each([
    ['text', 'text', 'not JSON'],
    ['no libraries', {}, 'no list'],
    ['a library without version', { libraries: { A: { type: 'package' } } }, '"A"'],
    ['a library of an unknown type', { libraries: { 'A/1': { type: 'new' } } }, '"new"'],
    ['a library that is no object', { libraries: { 'A/1': 7 } }, '"A/1"'],
  ])('is unknown when it has %s', (_, json, word) => {
    expect(readDepsJson(bytes(json))).toEqual({
      packages: [],
      owned: [],
      unknowns: [expect.stringContaining(word)],
    });
  });

  it('says for which system it is', () => {
    expect(runtimeIdentifier(bytes({ runtimeTarget: { name: NAME } }))).toBe('linux-x64');
    expect(runtimeIdentifier(bytes({ runtimeTarget: '.NETCoreApp,Version=v2.1' }))).toBeNull();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (libraries, target) => {
        expect(app(libraries, target).owned).toEqual([]);
      }),
    );
  });
});
