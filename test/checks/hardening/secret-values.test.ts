import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlaceholder, secretIn } from '../../../src/checks/hardening/secret-values.ts';

// Put together here, so that no scanner takes this file for one with secrets in it.
const A36 = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zAbCdE';
const JWT = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0NSJ9', 'c2lnbmF0dXJlLWJ5dGVz'].join('.');

describe('a value is a secret by its form', () => {
  const table: readonly [id: string, text: string][] = [
    ['private-key', ['-----BEGIN RSA ', 'PRIVATE KEY-----\nMIIE'].join('')],
    ['private-key', ['-----BEGIN ', 'PRIVATE KEY-----'].join('')],
    ['private-key', ['-----BEGIN OPENSSH ', 'PRIVATE KEY-----'].join('')],
    ['private-key', ['-----BEGIN PGP ', 'PRIVATE KEY BLOCK-----'].join('')],
    ['aws-access-key', ['AKIA', 'QWERTYUIOPASDFG2'].join('')],
    ['aws-access-key', ['KEY=ASIA', 'QWERTYUIOPASDFG2 x'].join('')],
    ['github-token', ['ghp_', A36].join('')],
    ['github-token', ['GH_TOKEN=gho_', A36].join('')],
    ['github-token', ['github_pat_', A36, A36].join('')],
    ['gitlab-token', ['glpat-', A36.slice(0, 20)].join('')],
    ['slack-token', ['xoxb-', '123456789012-', A36].join('')],
    ['slack-webhook', ['https://hooks.slack.com/services/T', 'ABCDEFGH/BABCDEFGH/', A36].join('')],
    ['npm-token', ['//registry.npmjs.org/:_authToken=npm_', A36].join('')],
    ['pypi-token', ['pypi-AgEIcHlwaS5vcmc', A36, A36].join('')],
    ['docker-token', ['dckr_pat_', A36].join('')],
    ['stripe-key', ['sk_live_', A36].join('')],
    ['jwt', JWT],
    ['jwt', `Bearer ${JWT}`],
    ['url-password', 'postgres://app:s3cr3t-w0rd@db:5432/app'],
    ['url-password', 'https://token:abc123@example.com/?a=b'],
    ['url-password', 'amqp://:abc123@queue'],
    ['url-password', 'http://a/ http://user:p@ss@host/'],
  ];

  for (const [id, text] of table) {
    it(`${id}: ${text.slice(0, 16)}…`, () => {
      expect(secretIn(text)?.id).toBe(id);
    });
  }

  it('also behind a specimen', () => {
    expect(secretIn(['AKIAIOSFODNN7EXAMPLE AKIA', 'QWERTYUIOPASDFG2'].join(''))?.id).toBe('aws-access-key');
  });
});

describe('a value is no secret by its form', () => {
  const table = [
    '',
    '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    'AKIAIOSFODNN7EXAMPLE',
    'XAKIAQWERTYUIOPASDFG2',
    'ghp_short',
    'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    '-----BEGIN CERTIFICATE-----',
    ['-----BEGIN ', 'PUBLIC KEY-----'].join(''),
    'eyJhbGciOiJIUzI1NiJ9',
    'https://example.com/a@b',
    'https://user@example.com/',
    'https://example.com:8443/',
    'https://user:@example.com/',
    'https://user:$PASSWORD@example.com/',
    'https://user:${PASSWORD}@example.com/',
    'https://user:<password>@example.com/',
    'https://user:****@example.com/',
    'git@github.com:example/app.git',
    'https://example.com/?next=a:b@c',
    '7169605F62C751356D054A26A821E680E5FA6305',
  ];

  for (const text of table) {
    it(`"${text}"`, () => {
      expect(secretIn(text)).toBeNull();
    });
  }
});

describe('a placeholder', () => {
  const yes = [
    '',
    ' ',
    '$X',
    '${X:-y}',
    '$(cat x)',
    '<secret>',
    '{{ x }}',
    '%X%',
    'changeme',
    'change-me-now',
    'CHANGEME',
  ];
  const also = [
    'your-token',
    'xxxx',
    '****',
    '...',
    'none',
    'true',
    'No',
    '0',
    'example',
    'TODO',
    'insert key here',
  ];
  for (const value of [...yes, ...also]) {
    it(`"${value}" is one`, () => {
      expect(isPlaceholder(value)).toBe(true);
    });
  }

  for (const value of [
    'hunter2',
    '12345',
    'password',
    'root',
    'x1x',
    '$2y$10$abcdefghijklmnopqrstuv',
    'nonesuch',
    'a$X',
  ]) {
    it(`"${value}" is none`, () => {
      expect(isPlaceholder(value)).toBe(false);
    });
  }
});

describe('any text', () => {
  it('with a token in it, apart from letters and digits, holds a secret', () => {
    const around = fc.string({ unit: fc.constantFrom(' ', '\n', '"', '=', ';', '/', ',') });
    fc.assert(
      fc.property(around, around, (before, after) => {
        expect(secretIn(`${before}ghp_${A36}${after}`)?.id).toBe('github-token');
      }),
    );
  });

  it('of hostile form is read to the end', () => {
    for (const unit of ['://', 'eyJ-', 'eyJaaaaaaaaaa.', 'a:', '-----BEGIN ', 'xox-', '://a:@']) {
      expect(secretIn(unit.repeat(200_000))?.id ?? 'none').toMatch(/^(?:none|url-password)$/u);
    }
  });
});
