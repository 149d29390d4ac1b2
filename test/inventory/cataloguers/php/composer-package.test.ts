import { expect, it } from 'vitest';
import { readComposerPackage } from '../../../../src/inventory/cataloguers/php/composer-package.ts';

it.each([
  ['a library', { name: 'a/b', version: '1.0' }, { name: 'a/b', version: '1.0', licence: null }],
  ['two licences', { name: 'a/b', version: '1', license: ['MIT', 'GPL'] }, { licence: 'MIT OR GPL' }],
  ['a branch', { name: 'a/b', version: 'dev-main' }, { version: 'dev-main' }],
])('reads %s', (_, entry, expected) => {
  expect(readComposerPackage(entry)).toMatchObject(expected);
});

it.each([
  ['a metapackage, which has no files', { name: 'a/b', version: '1', type: 'metapackage' }, null],
  ['no version', { name: 'a/b' }, expect.stringContaining('version')],
  [
    'a name that takes long to refuse',
    { name: `a/${'a'.repeat(250)}!`, version: '1' },
    expect.stringContaining('name'),
  ],
  ['null', null, expect.stringContaining('null')],
])('gives no package for %s', (_, entry, expected) => {
  expect(readComposerPackage(entry)).toEqual(expected);
});
