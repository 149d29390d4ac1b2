import { describe, expect, it } from 'vitest';
import { ruleFor } from '../../../src/checks/signatures/rule-for.ts';
import { parseReference } from '../../../src/model/reference.ts';
import { aTrustPolicy } from '../../support/a-trust-policy.ts';
import { aContentTrustAuthority, aKeyAuthority, aTrustRule } from '../../support/a-trust-rule.ts';

describe('the rule of an image', () => {
  const rules = [
    aTrustRule({ name: 'one', images: ['ghcr.io/acme/app', 'alpine'] }),
    aTrustRule({ name: 'team', images: ['ghcr.io/acme/**'] }),
    aTrustRule({ name: 'flat', images: ['quay.io/acme/*'] }),
  ];
  const find = ruleFor(aTrustPolicy({ rules }));
  it.each([
    ['ghcr.io/acme/app:1', 'one'],
    ['ghcr.io/acme/other', 'team'],
    ['ghcr.io/acme/a/b', 'team'],
    ['alpine', 'one'],
    ['docker.io/library/alpine', 'one'],
    ['quay.io/acme/a', 'flat'],
    ['quay.io/acme/a/b', null],
    ['ghcr.io/acme-evil/app', null],
    ['evil.example/ghcr.io/acme/app', null],
    ['docker.io/acme/app', null],
  ])('%s is of rule %s', (text, expected) => {
    const reference = parseReference(text);
    if (reference === null) throw new Error('no reference');
    expect(find(reference)?.name ?? null).toBe(expected);
  });

  it('is an error for a pattern that could never match', () => {
    expect(() => ruleFor(aTrustPolicy({ rules: [aTrustRule({ images: ['ghcr.io/a:1'] })] }))).toThrow(
      'trust rule "ours": "ghcr.io/a:1"',
    );
  });

  it('has the trusted root of the policy where an authority has none', () => {
    const authorities = [
      aKeyAuthority(),
      aKeyAuthority({ trustedRoot: { kind: 'auto' } }),
      aContentTrustAuthority(),
    ];
    const made = ruleFor(aTrustPolicy({ rules: [aTrustRule({ authorities })] }));
    expect(made({ registry: 'r.example', repository: 'a' })?.authorities).toEqual([
      aKeyAuthority({ trustedRoot: { kind: 'embedded' } }),
      aKeyAuthority({ trustedRoot: { kind: 'auto' } }),
      aContentTrustAuthority(),
    ]);
  });
});
