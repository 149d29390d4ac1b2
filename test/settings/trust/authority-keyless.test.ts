import { describe, expect, it } from 'vitest';

import { authorityNotes, authorityOf, refusedAuthority } from '../../support/trust-authority.ts';

const GITHUB = 'https://token.actions.githubusercontent.com';

describe('keyless', () => {
  it('has one identity', () => {
    expect(
      authorityOf(
        `keyless: { issuer: ${GITHUB}, subject: https://github.com/a/b/.github/workflows/r.yml@refs/heads/main }`,
      ),
    ).toEqual({
      kind: 'keyless',
      name: 'keyless 1',
      identities: [
        {
          issuer: { kind: 'exact', text: GITHUB },
          subject: { kind: 'exact', text: 'https://github.com/a/b/.github/workflows/r.yml@refs/heads/main' },
          github: null,
        },
      ],
      repository: null,
      annotations: {},
      trustedRoot: null,
    });
  });

  it('has several identities', () => {
    const text = `keyless:
    identities:
      - { issuer: https://accounts.example.com, subject: release@acme.com }
      - { issuer-pattern: 'https://ci\\.acme\\.com/.*', subject-pattern: '.*@acme\\.com' }`;
    expect(authorityOf(text)).toMatchObject({
      identities: [
        { subject: { kind: 'exact', text: 'release@acme.com' } },
        { issuer: { kind: 'pattern', source: 'https://ci\\.acme\\.com/.*' } },
      ],
    });
  });

  it('has the claims of GitHub', () => {
    const github = `repository: a/b, workflow: .github/workflows/r.yml, ref-pattern: 'refs/tags/v.*', environment: prod, runner: github-hosted`;
    expect(authorityOf(`keyless: { issuer: ${GITHUB}, github: { ${github} } }`)).toMatchObject({
      identities: [
        {
          subject: null,
          github: {
            repository: 'a/b',
            workflow: '.github/workflows/r.yml',
            ref: { kind: 'pattern', source: 'refs/tags/v.*' },
            environment: 'prod',
            runner: 'github-hosted',
          },
        },
      ],
    });
  });

  it.each([
    ['keyless: {}', 'keyless: it names no issuer'],
    ['keyless: { subject: a }', 'keyless: it names no issuer'],
    [`keyless: { issuer: ${GITHUB} }`, 'keyless: it names neither a subject nor a GitHub workflow'],
    [
      `keyless: { issuer: ${GITHUB}, subject: a, subject-pattern: b }`,
      'subject-pattern: subject and subject-pattern are both there',
    ],
    [
      `keyless: { issuer: ${GITHUB}, subject: "https://github.com/a/*" }`,
      'TRUST_PATTERN c.yaml:6: trust.rules[0].authorities[0].keyless.subject: it has a *',
    ],
    [
      `keyless:\n    issuer: ${GITHUB}\n    subject-pattern: '.*'`,
      'TRUST_PATTERN c.yaml:8: trust.rules[0].authorities[0].keyless.subject-pattern: the pattern begins with',
    ],
    [
      `keyless: { issuer: ${GITHUB}, subject: a, identities: [] }`,
      'keyless.issuer: it stands beside identities',
    ],
    ['keyless: { identities: [] }', 'identities: the list is empty'],
    ['keyless: { identities: [{}] }', 'identities[0]: it names no issuer'],
    [`keyless: { issuer: ${GITHUB}, github: {} }`, 'github: it asks for nothing'],
    [`keyless: { issuer: ${GITHUB}, github: { runner: github-hosted } }`, 'github: it names no repository'],
    [
      `keyless: { issuer: ${GITHUB}, github: { repository: acme } }`,
      'github.repository: "acme" is not a repository of GitHub',
    ],
    [`keyless: { issuer: ${GITHUB}, github: { repository: a/.. } }`, 'github.repository: "a/.." is not'],
    [
      `keyless: { issuer: ${GITHUB}, github: { repository: a/b, workflow: release.yml } }`,
      'github.workflow: "release.yml" is not the path',
    ],
    [
      `keyless: { issuer: ${GITHUB}, github: { repository: a/b, ref: main } }`,
      'github.ref: "main" is not a full ref',
    ],
    [
      `keyless: { issuer: ${GITHUB}, github: { repository: a/b, environment: "prod*" } }`,
      'github.environment: it has a *',
    ],
    [
      `keyless: { issuer: ${GITHUB}, github: { repository: a/b, runner: mine } }`,
      'github.runner: "mine" is not one of its values',
    ],
    [
      `keyless: { issuer: ${GITHUB}, subject: a, github: { workflow: .github/workflows/r.yml } }`,
      'does not say in which repository',
    ],
  ])('%s is refused', (text, message) => {
    expect(refusedAuthority(text)).toContain(message);
  });

  it.each([
    ["ref-pattern: 'refs/heads/.*'", 1],
    ["ref-pattern: 'refs/.*'", 1],
    ["ref-pattern: 'refs/tags/.*'", 0],
    ['ref: refs/heads/main', 0],
  ])('with %s is told to be unwise %d times', (ref, count) => {
    const found = authorityNotes(`keyless: { issuer: ${GITHUB}, github: { repository: a/b, ${ref} } }`);
    expect(found).toHaveLength(count);
    for (const note of found) expect(note).toContain('github.ref-pattern: it fits every branch');
  });
});
