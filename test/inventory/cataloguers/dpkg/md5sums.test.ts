import { describe, expect, it } from 'vitest';
import { readFileList, readMd5sums } from '../../../../src/inventory/cataloguers/dpkg/md5sums.ts';

const MD5 = 'd41d8cd98f00b204e9800998ecf8427e';
const PLACE = 'var/lib/dpkg/info/dash.md5sums';

describe('readMd5sums', () => {
  it('is null for what is not such a list', () => {
    expect(readMd5sums(Buffer.from('Package: a\n'), PLACE)).toBeNull();
    expect(readMd5sums(Buffer.alloc(0), PLACE)).toBeNull();
    expect(readMd5sums(Buffer.from(MD5), PLACE)).toBeNull();
  });

  it('takes leading slashes off, and tells files of a language from programs', () => {
    const list = `${MD5}  /a/package.json\n${MD5}  bin/sh\n${MD5}  usr/share/doc/dash/copyright\n`;
    const hash = { algorithm: 'md5', hex: MD5 };
    expect(readMd5sums(Buffer.from(list), PLACE)).toEqual({
      owned: [{ path: 'a/package.json', hash }],
      programs: [{ path: 'bin/sh', package: 'dash', hash }],
    });
  });

  it('knows the package by the name of the list, with or without its architecture', () => {
    const list = Buffer.from(`${MD5}  lib/libc.so.6\n`);
    expect(readMd5sums(list, 'var/lib/dpkg/info/libc6:amd64.md5sums')?.programs).toMatchObject([
      { package: 'libc6' },
    ]);
    expect(readMd5sums(list, 'var/lib/dpkg/status')?.programs).toEqual([]);
  });
});

describe('readFileList', () => {
  it('takes programs, and no folders', () => {
    const list = '/.\n/bin\n/bin/sh\n/usr\n/usr/lib\n/usr/lib/x\n/usr/lib/x/helper\n/etc\n/etc/x\n';
    expect(readFileList(Buffer.from(list), 'var/lib/dpkg/info/x.list')).toEqual([
      { path: 'bin/sh', package: 'x' },
      { path: 'usr/lib/x/helper', package: 'x' },
    ]);
  });

  it('is empty for what is no list', () => {
    expect(readFileList(Buffer.alloc(0), 'var/lib/dpkg/info/x.list')).toEqual([]);
    expect(readFileList(Buffer.from('/bin/sh\n'), 'elsewhere')).toEqual([]);
  });
});
