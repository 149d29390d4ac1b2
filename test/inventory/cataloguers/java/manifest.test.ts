import { describe, expect, it } from 'vitest';
import {
  identifyByManifest,
  licenceOf,
  readManifest,
} from '../../../../src/inventory/cataloguers/java/manifest.ts';

function manifest(...lines: readonly string[]) {
  return readManifest(Buffer.from([...lines, ''].join('\r\n')));
}

describe('a manifest', () => {
  it('has values over several lines, and only its main section counts', () => {
    const values = manifest(
      'Manifest-Version: 1.0',
      'Bundle-Name: one',
      '  two',
      '',
      'Name: x',
      'Bundle-Name: y',
    );
    expect(Object.fromEntries(values)).toEqual({ 'manifest-version': '1.0', 'bundle-name': 'one two' });
  });

  it.each([
    [['Bundle-SymbolicName: com.x.core.the-lib;singleton:=true', 'Bundle-Version: 1.2.0'], 'com.x.core'],
    [
      ['Implementation-Vendor-Id: org.y', 'Implementation-Title: the-lib', 'Implementation-Version: 1.2.0'],
      'org.y',
    ],
  ])('identifies an archive by %j', (lines, group) => {
    const found = identifyByManifest(manifest(...lines), 'the-lib-1.2.0.jar');
    expect(found).toEqual({ group, artifact: 'the-lib', version: '1.2.0' });
  });

  it.each([
    ['another version', ['Bundle-SymbolicName: com.x.the-lib', 'Bundle-Version: 2'], 'the-lib-1.2.0.jar'],
    [
      'no version in the file name',
      ['Bundle-SymbolicName: com.x.the-lib', 'Bundle-Version: 1'],
      'the-lib.jar',
    ],
    [
      'a symbolic name of classes',
      ['Bundle-SymbolicName: com.x.lib', 'Bundle-Version: 1.2.0'],
      'lib-1.2.0.jar',
    ],
    [
      'a title alone',
      ['Implementation-Title: the-lib', 'Implementation-Version: 1.2.0'],
      'the-lib-1.2.0.jar',
    ],
  ])('does not guess from %s', (_, lines, file) => {
    expect(identifyByManifest(manifest(...lines), file)).toBeNull();
  });

  it('states a licence, or none', () => {
    expect(licenceOf(manifest('Bundle-License: https://x, https://y'))).toBe('https://x');
    expect(licenceOf(manifest('Bundle-Name: x'))).toBeNull();
  });
});
