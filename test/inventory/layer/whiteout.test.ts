import { describe, expect, it } from 'vitest';
import { readWhiteout } from '../../../src/inventory/layer/whiteout.ts';

describe('readWhiteout', () => {
  it.each([
    ['usr/bin/.wh.which', { kind: 'whiteout', path: 'usr/bin/which' }],
    ['.wh.etc', { kind: 'whiteout', path: 'etc' }],
    ['a/.wh..hidden', { kind: 'whiteout', path: 'a/.hidden' }],
    ['a/.wh..wh.b', { kind: 'ignored' }],
    ['a/.wh..wh..opq', { kind: 'opaque', path: 'a' }],
    ['.wh..wh..opq', { kind: 'opaque', path: '' }],
    ['.wh..wh.plnk', { kind: 'ignored' }],
    ['a/.wh.', { kind: 'bad' }],
    ['a/.wh..', { kind: 'bad' }],
    ['a/.wh...', { kind: 'bad' }],
    ['a/.wh....', { kind: 'whiteout', path: 'a/...' }],
  ])('reads %s', (path, expected) => {
    expect(readWhiteout(path)).toEqual(expected);
  });
});
