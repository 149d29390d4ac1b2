import { describe, expect, it } from 'vitest';
import { found, lines } from '../examine.ts';

const PASSWD = { 'etc/passwd': 'root:x:0:0::/:/bin/sh\napp:x:1000:1000::/:/bin/sh\n' };

describe('IC-USER-UNKNOWN catches', () => {
  it('a name that is not in passwd', () => {
    const findings = found('IC-USER-UNKNOWN', { config: { user: 'web:web' }, inventory: { files: PASSWD } });
    expect(findings).toMatchObject([
      { severity: 'low', message: expect.stringContaining('"web", is not in its /etc/passwd') as string },
    ]);
  });

  it('a name where there is no passwd', () => {
    expect(found('IC-USER-UNKNOWN', { config: { user: 'web' } })).toMatchObject([
      { message: expect.stringContaining('has no /etc/passwd') as string },
    ]);
  });

  it('a name with control characters, and shows none of them', () => {
    const [finding] = found('IC-USER-UNKNOWN', { config: { user: 'a\n::error::' } });
    expect(finding?.message).toContain('a\\u{a}');
  });
});

describe('IC-USER-UNKNOWN does not catch', () => {
  for (const user of ['', 'app', 'root', '0', '1000', '12345:0']) {
    it(`USER "${user}"`, () => {
      expect(found('IC-USER-UNKNOWN', { config: { user }, inventory: { files: PASSWD } })).toEqual([]);
    });
  }
});

describe('IC-USER-UNKNOWN is located', () => {
  it('on its USER, with a variable in it or without', () => {
    const config = { user: 'web' };
    expect(lines('IC-USER-UNKNOWN', { config, dockerfile: 'FROM base\nUSER web\n' })).toEqual([2]);
    expect(lines('IC-USER-UNKNOWN', { config, dockerfile: 'FROM base\nARG U\nUSER ${U}\n' })).toEqual([3]);
  });
});
