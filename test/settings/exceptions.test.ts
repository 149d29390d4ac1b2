import { describe, expect, it } from 'vitest';

import { EXCEPTIONS_SCHEMA } from '../../src/settings/exceptions.ts';
import { loadArgv, misuse, settingsFolder } from '../support/load.ts';

describe('exceptions', () => {
  it('need an id and a reason, and may say more', () => {
    const given = [
      { id: 'CVE-2024-1234', reason: 'not reachable' },
      { id: 'DF-USER-ROOT', package: 'x', reason: 'a tool', owner: 'team', expires: '2026-12-31' },
    ];
    expect(EXCEPTIONS_SCHEMA.parse(given)).toEqual([
      { id: 'CVE-2024-1234', reason: 'not reachable', package: null, owner: null, expires: null },
      { id: 'DF-USER-ROOT', package: 'x', reason: 'a tool', owner: 'team', expires: '2026-12-31' },
    ]);
  });

  it.each([
    ['no reason', { id: 'CVE-2024-1' }],
    ['an empty reason', { id: 'CVE-2024-1', reason: '  ' }],
    ['no id', { reason: 'x' }],
    ['a pattern', { id: 'CVE-*', reason: 'x' }],
    ['a day that is none', { id: 'CVE-2024-1', reason: 'x', expires: '2026-02-30' }],
    ['a day that sorts wrongly', { id: 'CVE-2024-1', reason: 'x', expires: '2026-1-1' }],
    ['a key that is not known', { id: 'CVE-2024-1', reason: 'x', until: '2026-01-01' }],
  ])('with %s are refused', (_what, one) => {
    expect(EXCEPTIONS_SCHEMA.safeParse([one]).success).toBe(false);
  });

  it('are read from the configuration file, and a wrong one ends the run', () => {
    const good = settingsFolder('exceptions: [{ id: CVE-2024-1234, reason: not reachable }]\n');
    expect(loadArgv(['check', '--image', 'a'], good).exceptions).toMatchObject([{ id: 'CVE-2024-1234' }]);
    const bad = settingsFolder('exceptions: [{ id: CVE-2024-1234 }]\n');
    expect(misuse(() => loadArgv(['check', '--image', 'a'], bad))).toContain('exceptions');
  });
});
