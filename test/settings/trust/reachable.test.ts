import { describe, expect, it } from 'vitest';

import { publicKeyPem, readPolicy, refusedPolicy } from '../../support/trust-config.ts';

const FILES = { 'cosign.pub': publicKeyPem() };

/** A policy with one rule for each list of images. */
function policy(rules: readonly string[], top = ''): string {
  const items = rules.map((images) => `    - { images: [${images}], authorities: [{ key: cosign.pub }] }\n`);
  return `trust:\n${top}  rules:\n${items.join('')}`;
}

describe('the rules of a policy', () => {
  it.each([
    [['ghcr.io/acme/app', 'ghcr.io/acme/*', 'ghcr.io/**', '"**"']],
    [['ghcr.io/acme/*', 'ghcr.io/acme/**']],
    [['ghcr.io/a/*, ghcr.io/b/*', 'ghcr.io/*/*']],
    [['alpine', 'docker.io/library/*']],
    [['ghcr.io/a/*, ghcr.io/a/b', 'ghcr.io/c']],
  ])('%j may all be the rule of an image', (rules) => {
    expect(readPolicy(policy(rules), FILES).policy.rules).toHaveLength(rules.length);
  });

  it.each([
    [
      ['ghcr.io/**', 'ghcr.io/acme/app'],
      'the rule "rule 2" can never be for it: the rule "rule 1" before it is for ghcr.io/**',
    ],
    [['"**"', 'a'], 'can never be for it'],
    [['docker.io/library/*', 'alpine'], 'can never be for it'],
    [['ghcr.io/a/**', 'ghcr.io/b, ghcr.io/a/x'], 'images[1]: the rule "rule 2" can never be for it'],
    [['"a.io/x*"', '"a.io/*y"', '"a.io/x*y"'], 'can never be for it'],
    [['ghcr.io/*', 'ghcr.io/*/**', 'ghcr.io/**'], 'the rules before it cover all of it'],
    [
      ['ghcr.io/a', 'ghcr.io/a'],
      'the rules "rule 1" and "rule 2" contradict each other: both are for ghcr.io/a',
    ],
    [
      ['alpine', 'index.docker.io/library/alpine'],
      'contradict each other: both are for docker.io/library/alpine',
    ],
    [['GHCR.io/a', 'ghcr.io/a'], 'contradict each other'],
  ])('%j are refused', (rules, message) => {
    const refused = refusedPolicy(policy(rules), FILES);
    expect(refused).toMatch(/^TRUST_UNREACHABLE c\.yaml:\d: trust\.rules\[\d\]\.images\[\d\]: /u);
    expect(refused).toContain(message);
  });

  it.each([
    ['  registries: [ghcr.io]\n', 'docker.io/a/b', 'Add its registry to trust.registries'],
    ['  images: [ghcr.io/acme/*]\n', 'ghcr.io/x', 'Add it to trust.images'],
    ['  registries: [ghcr.io]\n', 'docker.io/a/b', 'trust.registries does not allow'],
    ['  registries: ["*.example.com"]\n', 'example.com/a', 'trust.registries does not allow'],
    ['  registries: ["*.example.com"]\n', 'a.b.example.com/a', 'trust.registries does not allow'],
    ['  images: [ghcr.io/acme/*]\n', 'ghcr.io/other/*', 'trust.images does not allow'],
    ['  images: [ghcr.io/acme/*]\n', 'ghcr.io/acme/a/b', 'trust.images does not allow'],
  ])('with %j are not for %s', (top, images, message) => {
    expect(refusedPolicy(policy([images], top), FILES)).toContain(message);
  });

  it.each([
    ['  registries: [ghcr.io]\n', 'ghcr.io/a/b'],
    ['  registries: [ghcr.io]\n', '"**"'],
    ['  registries: [ghcr.io]\n', '"*/a"'],
    ['  registries: [ghcr.io]\n', '"gh**/a"'],
    ['  registries: ["*.example.com"]\n', 'a.example.com/a'],
    ['  registries: [index.docker.io]\n', 'alpine'],
    ['  images: [ghcr.io/acme/*]\n', '"**"'],
    ['  images: [alpine]\n', 'docker.io/library/*'],
  ])('with %j may be for %s', (top, images) => {
    expect(readPolicy(policy([images], top), FILES).policy.rules).toHaveLength(1);
  });

  it('are compared for a bounded time, which is told', () => {
    const hostile = Array.from({ length: 120 }, (_, index) => `"**a${1000 + index}**b*/**c"`);
    expect(readPolicy(policy(hostile), FILES).notes).toEqual([
      expect.stringMatching(/^c\.yaml:2: trust\.rules: there are too many globs with \*\*/u),
    ]);
    const plain = Array.from({ length: 300 }, (_, index) => `ghcr.io/acme/app-${1000 + index}/*`);
    expect(readPolicy(policy(plain), FILES).notes).toEqual([]);
  });
});
