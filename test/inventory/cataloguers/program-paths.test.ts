import { describe, expect, it } from 'vitest';
import { isProgramPath } from '../../../src/inventory/cataloguers/program-paths.ts';

describe('isProgramPath', () => {
  it.each([
    ['bin/busybox', true],
    ['usr/sbin/x.py', true],
    ['usr/lib/git-core/git-remote-http', true],
    ['usr/lib/gcc/x86_64-linux-gnu/12/cc1', true],
    ['lib/ld-musl-x86_64.so.1', true],
    ['usr/libexec/sudo/sesh', true],
    ['usr/share/doc/bash/README', false],
    ['usr/lib/python3/dist-packages/six.py', false],
    ['usr/include/stdio.h', false],
    ['etc/passwd', false],
  ])('%s: %s', (path, expected) => {
    expect(isProgramPath(path)).toBe(expected);
  });
});
