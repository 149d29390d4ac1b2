import { describe, expect, it } from 'vitest';
import { trustedBy } from '../../../src/checks/signatures/trusted.ts';
import { aTrustPolicy } from '../../support/a-trust-policy.ts';
import { InputError } from '../../../src/model/errors.ts';
import { parseReference } from '../../../src/model/reference.ts';
import type { TrustPolicy } from '../../../src/model/trust.ts';

const NOTHING = aTrustPolicy({});
const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('a registry is trusted', () => {
  const table: readonly [pattern: string, reference: string, trusted: boolean][] = [
    ['ghcr.io', 'ghcr.io/a/b', true],
    ['ghcr.io', 'GHCR.IO/a/b', true],
    ['GHCR.io', 'ghcr.io/a/b', true],
    ['ghcr.io', 'ghcr.io.evil.test/a/b', false],
    ['ghcr.io', 'evil-ghcr.io/a/b', false],
    ['ghcr.io', 'ghcr.io:8443/a/b', false],
    ['ghcr.io', 'evil.test/ghcr.io/b', false],
    ['ghcr.io', 'alpine', false],
    ['docker.io', 'alpine', true],
    ['docker.io', 'example/app', true],
    ['docker.io', 'index.docker.io/library/alpine', true],
    ['index.docker.io', 'alpine', true],
    ['localhost:5000', 'localhost:5000/a', true],
    ['localhost:5000', 'localhost/a', false],
    ['*.example.com', 'eu.example.com/a', true],
    ['*.example.com', 'example.com/a', false],
    ['*.example.com', 'eu.example.com.evil.test/a', false],
  ];

  for (const [pattern, reference, trusted] of table) {
    it(`"${pattern}" ${trusted ? 'trusts' : 'does not trust'} "${reference}"`, () => {
      expect(broken({ ...NOTHING, registries: [pattern] }, reference)).toEqual(
        trusted ? [] : ['TR-REGISTRY'],
      );
    });
  }

  it('when any of the patterns fits', () => {
    expect(broken({ ...NOTHING, registries: ['ghcr.io', 'docker.io'] }, 'alpine')).toEqual([]);
  });
});

describe('an image is allowed', () => {
  const table: readonly [pattern: string, reference: string, allowed: boolean][] = [
    ['alpine', 'alpine:3.20', true],
    ['alpine', 'docker.io/library/alpine', true],
    ['docker.io/alpine', 'alpine', true],
    ['docker.io/library/*', 'alpine', true],
    ['docker.io/library/*', 'example/alpine', false],
    ['library/*', 'alpine', true],
    ['alp*', 'alpine', true],
    ['alpine', 'ghcr.io/library/alpine', false],
    ['alpine', 'alpine-evil', false],
    ['example/*', 'example/app', true],
    ['example/*', 'ghcr.io/example/app', false],
    ['ghcr.io/example/**', 'ghcr.io/example/a/b', true],
    ['ghcr.io/example/**', 'ghcr.io/example2/a', false],
    ['localhost:5000/app', 'localhost:5000/app', true],
    ['*.example.com/app', 'eu.example.com/app', true],
    ['**', 'ghcr.io/any/thing', true],
  ];

  for (const [pattern, reference, allowed] of table) {
    it(`"${pattern}" ${allowed ? 'allows' : 'does not allow'} "${reference}"`, () => {
      expect(broken({ ...NOTHING, images: [pattern] }, reference)).toEqual(allowed ? [] : ['TR-IMAGE']);
    });
  }
});

describe('of several patterns', () => {
  it('one that fits is enough', () => {
    expect(broken({ ...NOTHING, images: ['ghcr.io/example/*', 'alpine'] }, 'alpine')).toEqual([]);
  });
});

describe('a digest', () => {
  it('is asked for when it is required', () => {
    const rules: TrustPolicy = { ...NOTHING, digest: 'required' };
    expect(broken(rules, 'alpine:3.20')).toEqual(['TR-DIGEST']);
    expect(broken(rules, `alpine:3.20@${DIGEST}`)).toEqual([]);
  });

  it('is not asked for otherwise', () => {
    expect(broken(NOTHING, 'alpine')).toEqual([]);
  });
});

describe('tags', () => {
  const rules = aTrustPolicy({ tags: ['v*', '3.20'] });
  it.each([
    ['alpine:3.20', []],
    ['alpine:v1.2.3', []],
    [`alpine@${DIGEST}`, []],
    [`alpine:v1@${DIGEST}`, []],
    ['alpine:3.200', ['TR-TAG']],
    ['alpine:V1', ['TR-TAG']],
    ['alpine:latest', ['TR-TAG']],
    ['alpine', ['TR-TAG']],
    [`alpine:edge@${DIGEST}`, ['TR-TAG']],
  ])('%s breaks %j', (text, expected) => {
    expect(broken(rules, text)).toEqual(expected);
  });
});

describe('all rules', () => {
  it('are looked at, each with its own words', () => {
    const rules = aTrustPolicy({ registries: ['ghcr.io'], images: ['alpine'], digest: 'required' });
    const reference = parseReference('quay.io/a/b');
    const breaches = reference === null ? [] : trustedBy(rules)(reference, 'quay.io/a/b');
    expect(breaches.map(({ message }) => message)).toEqual([
      '"quay.io/a/b" comes from quay.io, which is not in trust.registries. Use a trusted registry, or add this one.',
      '"quay.io/a/b" is quay.io/a/b, which trust.images does not allow. Use an allowed image, or add this one.',
      '"quay.io/a/b" has no digest, and trust.digest requires one. Add @sha256:… to it.',
    ]);
  });
});

describe('a pattern that could never match is an error', () => {
  for (const pattern of ['', ' ', 'ghcr.io/example', 'https://ghcr.io', 'user@ghcr.io']) {
    it(`as a registry: "${pattern}"`, () => {
      expect(() => trustedBy({ ...NOTHING, registries: [pattern] })).toThrow(InputError);
    });
  }

  for (const pattern of ['', 'alpine:3.20', `alpine@${DIGEST}`, 'ghcr.io/', 'localhost:5000/a:1']) {
    it(`as an image: "${pattern}"`, () => {
      expect(() => trustedBy({ ...NOTHING, images: [pattern] })).toThrow(InputError);
    });
  }
});

function broken(rules: TrustPolicy, text: string): readonly string[] {
  const reference = parseReference(text);
  if (reference === null) throw new Error(`"${text}" is not a reference`);
  return trustedBy(rules)(reference, text).map(({ rule }) => rule.id);
}
