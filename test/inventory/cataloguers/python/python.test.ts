import { describe, expect, it } from 'vitest';
import { normalName, PYTHON } from '../../../../src/inventory/cataloguers/python/python.ts';

function read(text: string) {
  return PYTHON.read(Buffer.from(text), 'usr/lib/python3/dist-packages/x.dist-info/METADATA');
}

describe('the python cataloguer', () => {
  it.each([
    'usr/lib/python3/dist-packages/six-1.16.0.dist-info/METADATA',
    'usr/lib/python3/dist-packages/wheel-0.38.4.egg-info/PKG-INFO',
    'usr/lib/python3/dist-packages/argparse-1.4.0.egg-info',
    'opt/x.egg/EGG-INFO/PKG-INFO',
  ])('reads %s', (path) => {
    expect(PYTHON.wants(path)).toBe(true);
  });

  it.each([
    'opt/METADATA',
    'opt/six.dist-info/RECORD',
    'opt/six.dist-info/sub/METADATA',
    'opt/PKG-INFO',
    'opt/six.egg-info/SOURCES.txt',
    'opt/six.egg-info.txt',
  ])('does not read %s', (path) => {
    expect(PYTHON.wants(path)).toBe(false);
  });

  it('takes name, version and licence from the headers, never from the description', () => {
    const text = [
      'Metadata-Version: 2.1',
      'Name: Flask_SQLAlchemy',
      'Version: 2.0.15',
      'License: MIT',
      '   continued',
      '',
      'Name: other',
      'Version: 9',
    ];
    const expected = { type: 'pypi', name: 'flask-sqlalchemy', version: '2.0.15', licence: 'MIT' };
    expect(read(text.join('\n')).packages).toMatchObject([expected]);
    expect(read(text.join('\r\n')).packages).toMatchObject([expected]);
  });

  it.each([
    ['License-Expression: Apache-2.0\nLicense: old words', 'Apache-2.0'],
    ['License: UNKNOWN', null],
    ['Summary: x', null],
  ])('takes the licence from "%s"', (line, licence) => {
    expect(read(`Name: a\nVersion: 1\n${line}\n`).packages).toMatchObject([{ licence }]);
  });

  it.each([
    ['nothing', '', 'name'],
    ['a description alone', '\n\nName: a\nVersion: 1', 'name'],
    ['no version', 'Name: a\n', 'version'],
    ['a version of two words', 'Name: a\nVersion: 1 beta\n', 'version'],
    ['a name with a slash', 'Name: a/b\nVersion: 1\n', 'name'],
  ])('makes an unknown of %s', (_, text, word) => {
    expect(read(text)).toEqual({ packages: [], owned: [], unknowns: [expect.stringContaining(word)] });
  });
});

describe('normalName', () => {
  it.each([
    ['Flask', 'flask'],
    ['zope.interface', 'zope-interface'],
    ['a__b.-c', 'a-b-c'],
    ['six', 'six'],
  ])('makes %s to %s', (name, normal) => {
    expect(normalName(name)).toBe(normal);
  });
});
