import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runtimeUser } from '../../../src/checks/hardening/user.ts';

const PASSWD = `root:x:0:0:root:/root:/bin/sh

app:x:1000:1000::/home/app:/bin/sh
toor:x:0:0::/root:/bin/sh
2000:x:0:0::/:/bin/sh
broken:x:abc:0::/:/bin/sh
short
app:x:0:0:the second of that name:/:/bin/sh
`;

describe('a container runs as', () => {
  const table: readonly [user: string, passwd: string | null, expected: string][] = [
    ['', PASSWD, 'root unset'],
    [':', PASSWD, 'root unset'],
    [':1000', PASSWD, 'root unset'],
    ['root', PASSWD, 'root named'],
    ['root', null, 'root named'],
    ['root:app', PASSWD, 'root named'],
    ['0', PASSWD, 'root named'],
    ['0', null, 'root named'],
    ['0:0', PASSWD, 'root named'],
    ['0:1000', null, 'root named'],
    ['00', null, 'root named'],
    ['+0', null, 'root named'],
    ['-0', PASSWD, 'root named'],
    ['toor', PASSWD, 'root passwd'],
    ['2000', PASSWD, 'root passwd'],
    ['broken', PASSWD, 'root passwd'],
    ['short', PASSWD, 'root passwd'],
    ['4294967296', null, 'overflow'],
    ['2147483648', null, 'overflow'],
    ['-1', null, 'overflow'],
    ['99999999999999999999999', null, 'overflow'],
    ['app', PASSWD, 'user 1000'],
    ['app:root', PASSWD, 'user 1000'],
    ['1000', PASSWD, 'user 1000'],
    ['1000', null, 'user 1000'],
    ['+1000', null, 'user 1000'],
    ['65532:65532', PASSWD, 'user 65532'],
    ['2147483647', null, 'user 2147483647'],
    ['nobody', PASSWD, 'nobody knows nobody'],
    ['nobody', null, 'nobody knows nobody'],
    ['ROOT', PASSWD, 'nobody knows ROOT'],
    ['0x0', PASSWD, 'nobody knows 0x0'],
    [' 0', null, 'nobody knows  0'],
  ];

  for (const [user, passwd, expected] of table) {
    it(`USER "${user}" ${passwd === null ? 'without' : 'with'} passwd: ${expected}`, () => {
      const found = runtimeUser(user, passwd === null ? null : Buffer.from(passwd));
      const detail =
        'why' in found ? found.why : 'uid' in found ? found.uid : 'name' in found ? found.name : '';
      expect(`${found.kind} ${detail}`.trimEnd()).toBe(expected);
    });
  }

  it('a root user whenever the number is 0, whatever passwd says', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('', '+', '-'), fc.nat(20), (passwd, sign, zeros) => {
        // A line for the user id 0 can only be a root user's, or name another user "0" with another id.
        const safe = passwd.replaceAll('0', 'z');
        expect(runtimeUser(`${sign}0${'0'.repeat(zeros)}`, Buffer.from(safe)).kind).toBe('root');
      }),
    );
  });

  it('somebody, whatever the texts are', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (user, passwd) => {
        expect(runtimeUser(user, Buffer.from(passwd)).kind).toMatch(/^(?:root|overflow|user|nobody knows)$/u);
      }),
    );
  });
});
