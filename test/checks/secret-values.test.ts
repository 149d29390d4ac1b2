import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isPlaceholder, secretIn, secretsIn } from '../../src/checks/secret-values.ts';

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
    ['aws-secret-key', ['aws_secret_access_key = ', A36, '/+zZ'].join('')],
    ['aws-secret-key', ['AWS_SECRET_ACCESS_KEY="', A36, 'zzzz"'].join('')],
    ['rubygems-key', ['rubygems_', '0123456789abcdef'.repeat(3)].join('')],
    ['google-api-key', ['AIza', A36.slice(1)].join('')],
    ['sendgrid-key', ['SG.', A36.slice(0, 22), '.', A36, A36.slice(0, 7)].join('')],
    ['anthropic-key', ['sk-ant-api03-', A36, A36].join('')],
    ['openai-key', ['sk-proj-', A36.slice(0, 20), 'T3BlbkFJ', A36.slice(0, 20)].join('')],
    ['hugging-face-token', ['hf_', 'abcdefghij'.repeat(4).slice(0, 34)].join('')],
    ['digitalocean-token', ['dop_v1_', '0123456789abcdef'.repeat(4)].join('')],
    ['vault-token', ['hvs.', A36].join('')],
    ['azure-storage-key', ['AccountName=a;AccountKey=', A36, A36, A36.slice(0, 14), '==;'].join('')],
    ['telegram-token', ['123456789:AA', A36.slice(0, 33)].join('')],
    ['atlassian-token', ['ATATT3', A36, A36].join('')],
    ['age-key', ['AGE-SECRET-KEY-1', 'QPZRY9X8GF'.repeat(6).slice(0, 58)].join('')],
    ['jwt', JWT],
    ['jwt', `Bearer ${JWT}`],
    ['url-password', 'postgres://app:s3cr3t-w0rd@db:5432/app'],
    ['url-password', 'https://token:abc123@git.corp.net/?a=b'],
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
    'https://user@git.corp.net/',
    'https://example.com:8443/',
    'https://user:@git.corp.net/',
    'https://user:$PASSWORD@git.corp.net/',
    'https://user:${PASSWORD}@git.corp.net/',
    'https://user:<password>@git.corp.net/',
    'https://user:****@git.corp.net/',
    'https://user:password@git.corp.net/',
    'https://user:hunter2@www.example.com/',
    'https://user:hunter2@registry.test:5000/',
    'https://user:pre${X}@git.corp.net/',
    'https://$TOKEN:x-oauth-basic@github.com/a/b',
    ['aws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCY', 'EXAMPLEKEY'].join(''),
    'aws_secret_access_key=$SECRET',
    'AccountKey=abc==',
    'sk-learn-contrib-something-longer-than-that',
    ['eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9', 'eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6', 'c2lnbmF0dXJl'].join(
      '.',
    ),
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

test('every secret of a text has its place', () => {
  const text = `a ghp_${A36} b https://me:hunter2@git.corp.net/`;
  expect(secretsIn(text).map(({ kind, start, end }) => [kind.id, text.slice(start, end)])).toEqual([
    ['github-token', `ghp_${A36}`],
    ['url-password', 'hunter2'],
  ]);
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
    for (const unit of [
      '://',
      'eyJ-',
      'eyJaaaaaaaaaa.',
      'a:',
      '-----BEGIN ',
      'xox-',
      '://a:@',
      'sk-',
      'SG.',
      'aws_secret_access_key ',
      'AIza',
      '1234567890:AA',
    ]) {
      expect(secretIn(unit.repeat(200_000))?.id ?? 'none').toMatch(/^(?:none|url-password)$/u);
    }
  });
});
