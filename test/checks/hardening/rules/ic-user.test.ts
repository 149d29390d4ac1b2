import { describe, expect, it } from 'vitest';
import { found, lines } from '../examine.ts';

const PASSWD = { 'etc/passwd': 'root:x:0:0::/:/bin/sh\ntoor:x:0:0::/:/bin/sh\napp:x:1000:1000::/:/bin/sh\n' };

describe('IC-USER catches', () => {
  const table: readonly [user: string, words: string][] = [
    ['', 'names no user'],
    ['root', 'is "root", which is root'],
    ['0', 'is "0", which is root'],
    ['0:1000', 'is "0:1000", which is root'],
    ['+0', 'is "+0", which is root'],
    ['toor', 'has the user id 0 in its /etc/passwd'],
    ['4294967296', 'out of range'],
  ];

  for (const [user, words] of table) {
    it(`USER "${user}"`, () => {
      const findings = found('IC-USER', { config: { user }, inventory: { files: PASSWD } });
      expect(findings).toMatchObject([
        { severity: 'high', category: 'hardening', message: expect.stringContaining(words) as string },
      ]);
    });
  }

  it('the same under the same id, whatever the user is called', () => {
    const ids = ['', 'root'].map((user) => found('IC-USER', { config: { user } })[0]?.id);
    expect(ids[0]).toBe(ids[1]);
  });
});

describe('IC-USER does not catch', () => {
  for (const user of ['1000', 'app', 'app:app', '65532:0', 'nobody']) {
    it(`USER "${user}"`, () => {
      expect(found('IC-USER', { config: { user }, inventory: { files: PASSWD } })).toEqual([]);
    });
  }
});

describe('IC-USER is located', () => {
  const dockerfile = 'FROM base AS one\nUSER root\nFROM one AS two\nRUN true\nFROM base AS three\nUSER app\n';

  it('on the USER that set it, also in the stage below', () => {
    expect(lines('IC-USER', { config: { user: 'root' }, dockerfile, target: 'one' })).toEqual([2]);
    expect(lines('IC-USER', { config: { user: 'root' }, dockerfile, target: 'two' })).toEqual([2]);
  });

  it('on the FROM of the target when no USER of it set it', () => {
    expect(lines('IC-USER', { config: { user: '' }, dockerfile: 'FROM base\nRUN true\n' })).toEqual([1]);
    expect(lines('IC-USER', { config: { user: 'root' }, dockerfile, target: 'three' })).toEqual([5]);
  });

  it('nowhere without a Dockerfile', () => {
    expect(lines('IC-USER', { config: { user: '' } })).toEqual([null]);
  });
});
