import { describe, expect, it } from 'vitest';
import { breachesOf, gapOf } from '../../../src/checks/signatures/breaches.ts';
import type { ImageTrust } from '../../../src/model/signature.ts';

const refused = (code: string) => ({ code, message: `it is ${code.toLowerCase()}` });

describe('an image that its rule does not trust', () => {
  it.each([
    ['nobody signed', 'SIGNATURE_NONE', 'TR-UNSIGNED'],
    ['a stranger signed', 'TRUST_RULE_NONE', 'TR-SIGNER'],
    ['does not state enough', 'ATTESTATION_MISSING', 'TR-UNSIGNED'],
    ['cannot be asked about', 'REGISTRY_UNREACHABLE', 'TR-UNVERIFIED'],
  ])('%s', (_, code, rule) => {
    const breaches = breachesOf(trust({ authorities: [authority('a', code)] }));
    expect(breaches.map((breach) => breach.rule.id)).toEqual([rule]);
    const message = `"app:1" (rule "ours"): a: it is ${code.toLowerCase()} [${code}].`;
    expect(breaches[0]?.message.slice(0, message.length)).toBe(message);
  });

  it('is told with what to do, where that is one thing', () => {
    const messageOf = (...codes: readonly string[]): string | undefined =>
      breachesOf(trust({ authorities: codes.map((code) => authority('a', code)) }))[0]?.message;
    expect(messageOf('SIGNATURE_NONE', 'SIGNATURE_NONE')).toMatch(/\[SIGNATURE_NONE\]\. Sign the image, or/u);
    expect(messageOf('SIGNATURE_NONE', 'TRUST_RULE_NONE')).toMatch(/\[TRUST_RULE_NONE\]\.$/u);
    expect(messageOf('REGISTRY_UNREACHABLE')).toMatch(/\[REGISTRY_UNREACHABLE\]\.$/u);
  });

  it('has one breach for its authorities, by the reason that tells most', () => {
    const authorities = [
      authority('a', 'SIGNATURE_NONE'),
      authority('b', 'TRUST_RULE_NONE'),
      authority('c', null),
    ];
    const breaches = breachesOf(trust({ authorities, threshold: 2 }));
    expect(breaches.map(({ rule }) => rule.id)).toEqual(['TR-SIGNER']);
    expect(breaches[0]?.message).toContain('a: it is signature_none [SIGNATURE_NONE]; b: it is');
  });

  it('has one for each attestation that is lacking, and none for authorities that suffice', () => {
    const attestations = [
      lacking('sbom', 'ATTESTATION_MISSING'),
      lacking('scan', 'REGISTRY_ERROR'),
      lacking('x', null),
    ];
    const breaches = breachesOf(
      trust({ authorities: [authority('a', null), authority('b', 'X')], attestations }),
    );
    expect(breaches.map(({ rule }) => rule.id)).toEqual(['TR-ATTESTATION', 'TR-UNVERIFIED']);
  });

  it('is not verified when that is not known, whatever the others say', () => {
    const authorities = [authority('a', 'TRUST_RULE_NONE'), authority('b', 'REGISTRY_UNREACHABLE')];
    const breaches = breachesOf(trust({ authorities, result: 'unavailable' }));
    expect(breaches.map(({ rule }) => rule.id)).toEqual(['TR-UNVERIFIED']);
  });

  it('has a breach of its own when there is no rule', () => {
    expect(breachesOf(trust({ rule: null })).map(({ rule }) => rule.id)).toEqual(['TR-UNMATCHED']);
  });
});

describe('what is not known of an image', () => {
  const authorities = [
    authority('a', 'SIGNATURE_NONE'),
    authority('b', 'REGISTRY_ERROR'),
    authority('c', null),
  ];
  const attestations = [lacking('x', 'REGISTRY_TIMEOUT'), lacking('y', null)];

  it('is told by those that could not be asked, without the name that stands before it', () => {
    expect(gapOf(trust({ result: 'unavailable', authorities, attestations }))).toBe(
      'b: it is registry_error [REGISTRY_ERROR]; x: it is registry_timeout [REGISTRY_TIMEOUT]',
    );
  });

  it.each([
    ['it is not trusted', { result: 'untrusted' }],
    ['its rule only warns', { result: 'unavailable', mode: 'warn' }],
  ] as const)('is nothing where %s', (_, change) => {
    expect(gapOf(trust({ authorities, ...change }))).toBeNull();
  });
});

it.each(['trusted', 'not-asked'] as const)('an image that is %s has none', (result) => {
  expect(breachesOf(trust({ result, authorities: [authority('a', 'SIGNATURE_NONE')] }))).toEqual([]);
});

function authority(name: string, code: string | null): ImageTrust['authorities'][number] {
  return { name, kind: 'key', refusal: code === null ? null : refused(code) };
}

function lacking(name: string, code: string | null): ImageTrust['attestations'][number] {
  return { name, predicateTypes: [], refusal: code === null ? null : refused(code) };
}

function trust(change: Partial<ImageTrust>): ImageTrust {
  return {
    reference: 'app:1',
    digest: null,
    rule: 'ours',
    mode: 'enforce',
    result: 'untrusted',
    threshold: 1,
    authorities: [],
    attestations: [],
    evidence: [],
    notes: [],
    ...change,
  };
}
