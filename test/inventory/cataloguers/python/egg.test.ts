import { describe, expect, it } from 'vitest';
import { EGG } from '../../../../src/inventory/cataloguers/python/egg.ts';
import { makeZip } from '../../../support/zip.ts';

const METADATA = 'Metadata-Version: 1.1\nName: My_Lib\nVersion: 1.2\n';

function read(zip: Buffer) {
  return EGG.read(zip, 'usr/lib/python3/site-packages/my_lib-1.2-py3.11.egg');
}

describe('the egg cataloguer', () => {
  it.each([
    ['usr/lib/python3/site-packages/my_lib-1.2-py3.11.egg', true],
    ['x.egg/EGG-INFO/PKG-INFO', false],
    ['pip-23.0-py3-none-any.whl', false],
  ])('whether it reads %s: %s', (path, is) => {
    expect(EGG.wants(path)).toBe(is);
  });

  it('takes name and version from the metadata inside', () => {
    const zip = makeZip({ 'my_lib/__init__.py': '', 'EGG-INFO/PKG-INFO': METADATA });
    expect(read(zip)).toMatchObject({ packages: [{ name: 'my-lib', version: '1.2' }], unknowns: [] });
  });

  it.each([
    ['text', Buffer.from('text'), 'not a zip'],
    ['an archive without metadata', makeZip({ a: '' }), 'no EGG-INFO'],
    ['metadata without version', makeZip({ 'EGG-INFO/PKG-INFO': 'Name: x\n' }), 'version'],
    ['a damaged file', spoiled(), 'PKG-INFO: '],
  ])('makes an unknown of %s', (_, zip, word) => {
    expect(read(zip)).toEqual({ packages: [], owned: [], unknowns: [expect.stringContaining(word)] });
  });
});

function spoiled(): Buffer {
  const zip = makeZip({ 'EGG-INFO/PKG-INFO': METADATA }, { stored: true });
  zip[zip.indexOf('My_Lib')] = 0x78;
  return zip;
}
