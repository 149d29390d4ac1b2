import { describe, expect, it } from 'vitest';
import { readMd5sums } from '../../../../src/inventory/cataloguers/dpkg/md5sums.ts';

const MD5 = 'd41d8cd98f00b204e9800998ecf8427e';

describe('readMd5sums', () => {
  it('is null for what is not such a list', () => {
    expect(readMd5sums(Buffer.from('Package: a\n'))).toBeNull();
    expect(readMd5sums(Buffer.alloc(0))).toBeNull();
    expect(readMd5sums(Buffer.from(MD5))).toBeNull();
  });

  it('takes leading slashes off, and reads a list without files of interest as empty', () => {
    expect(readMd5sums(Buffer.from(`${MD5}  /a/package.json\n`))).toMatchObject([{ path: 'a/package.json' }]);
    expect(readMd5sums(Buffer.from(`${MD5}  bin/sh\n`))).toEqual([]);
  });
});
