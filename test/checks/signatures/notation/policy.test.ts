import { describe, expect, it } from 'vitest';
import { actionsOf, policyFor } from '../../../../src/checks/signatures/notation/policy.ts';
import type { NotationPolicy } from '../../../../src/model/trust.ts';
import { notationAuthority, notationPolicy } from '../../../support/notation-authority.ts';

const authority = (...policies: readonly NotationPolicy[]) => ({ ...notationAuthority([]), policies });
const scoped = (name: string, ...registryScopes: readonly string[]) =>
  notationPolicy({ name, registryScopes });

describe('policyFor', () => {
  const all = scoped('all', '*');
  const app = scoped('app', 'ghcr.io/acme/app', 'ghcr.io/acme/other');

  it('takes the one that names the repository before the one for all', () => {
    expect(policyFor(authority(all, app), 'ghcr.io/acme/app')).toBe(app);
    expect(policyFor(authority(all, app), 'ghcr.io/acme/other')).toBe(app);
    expect(policyFor(authority(all, app), 'ghcr.io/acme/app2')).toBe(all);
    expect(policyFor(authority(all, app), 'ghcr.io/acme')).toBe(all);
  });

  it.each(['GHCR.io/acme/app', 'ghcr.io:443/acme/app', 'Ghcr.IO:443/acme/app'])(
    'does not leave the one for a repository to the one for all when it is written %s',
    (name) => {
      expect(policyFor(authority(all, app), name)).toBe(app);
      expect(policyFor(authority(all, scoped('app', name)), 'ghcr.io/acme/app').name).toBe('app');
    },
  );

  it('tells other ports and hosts apart', () => {
    for (const name of ['ghcr.io:5000/acme/app', 'ghcr.io:4430/acme/app', 'a.ghcr.io/acme/app']) {
      expect(policyFor(authority(all, app), name)).toBe(all);
    }
  });

  it('refuses a repository that none is for', () => {
    expect(() => policyFor(authority(app), 'evil.io/ghcr.io/acme/app')).toThrow(
      'no trust policy for evil.io/',
    );
    expect(() => policyFor(authority(), 'ghcr.io/acme/app')).toThrow('no trust policy');
  });

  it('refuses two for the same scope', () => {
    expect(() => policyFor(authority(all, scoped('more', '*')), 'a.io/b')).toThrow('more than one');
    expect(() => policyFor(authority(app, app), 'ghcr.io/acme/app')).toThrow('more than one');
    const again = scoped('again', 'GHCR.io/acme/app');
    expect(() => policyFor(authority(app, again), 'ghcr.io/acme/app')).toThrow('more than one');
  });
});

describe('actionsOf', () => {
  it.each([
    ['strict', 'enforce', 'enforce', 'enforce', 'enforce'],
    ['permissive', 'enforce', 'log', 'log', 'log'],
    ['audit', 'log', 'log', 'log', 'log'],
  ] as const)('is for %s what the table of the specification says', (level, ...expected) => {
    const { authenticity, authenticTimestamp, expiry, revocation } = actionsOf(notationPolicy({ level }));
    expect([authenticity, authenticTimestamp, expiry, revocation]).toEqual(expected);
  });

  it('takes what the policy overrides', () => {
    const override = { expiry: 'log', revocation: 'skip' } as const;
    expect(actionsOf(notationPolicy({ override }))).toEqual({
      authenticity: 'enforce',
      authenticTimestamp: 'enforce',
      expiry: 'log',
      revocation: 'skip',
    });
  });

  it.each([
    [{ integrity: 'log' }],
    [{ authenticity: 'skip' }],
    [{ authenticTimestamp: 'skip' }],
    [{ expiry: 'skip' }],
  ] as const)('refuses to override %j', (override) => {
    expect(() => actionsOf(notationPolicy({ override }))).toThrow('may not override');
  });

  it('refuses the level skip, which vouches for nothing', () => {
    expect(() => actionsOf(notationPolicy({ level: 'skip' }))).toThrow('verifies nothing');
  });
});
