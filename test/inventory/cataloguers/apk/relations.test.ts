import { describe, expect, it } from 'vitest';
import { readRelations } from '../../../../src/inventory/cataloguers/apk/relations.ts';

describe('readRelations of apk', () => {
  it('keeps prefixes, and leaves out versions and conflicts', () => {
    const fields = new Map([
      ['D', 'so:libc.musl-x86_64.so.1 busybox>=1.36 !other ca-certificates~2024 x=1'],
      ['p', 'so:libssl.so.3=3 cmd:openssl=3.1.4-r5'],
      ['I', '4096'],
    ]);
    expect(readRelations('openssl', fields)).toEqual({
      essential: false,
      depends: [['so:libc.musl-x86_64.so.1'], ['busybox'], ['ca-certificates'], ['x']],
      provides: ['so:libssl.so.3', 'cmd:openssl'],
      installedBytes: 4096,
    });
  });

  it.each([
    ['musl', true],
    ['busybox', true],
    ['alpine-baselayout', true],
    ['openssl', false],
  ])('%s is essential: %s', (name, expected) => {
    expect(readRelations(name, new Map())).toMatchObject({ essential: expected, installedBytes: null });
  });
});
