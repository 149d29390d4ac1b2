import { describe, expect, test } from 'vitest';
import { isLoopback, leadsHere, mayUsePlainHttp, parseUrl, redactUrl } from '../../src/util/url.ts';

describe('redactUrl', () => {
  test.each([
    ['https://user:secret@ghcr.io:8443/v2/a?token=secret#secret', 'https://ghcr.io:8443/v2/a?…'],
    ['http://localhost:5000/v2/', 'http://localhost:5000/v2/'],
    ['secret', '(not a URL)'],
  ])('%s is shown as %s', (url, shown) => {
    expect(redactUrl(url)).toBe(shown);
  });
});

describe('isLoopback', () => {
  test.each(['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', '127.0.0.1', '127.8.9.10', '[::1]'])(
    'is true for %s',
    (host) => expect(isLoopback(host)).toBe(true),
  );

  test.each([
    'localhost.example.com',
    'notlocalhost',
    '127.0.0.1.example.com',
    '128.0.0.1',
    '0.0.0.0',
    '10.0.0.1',
    '[::2]',
    '',
  ])('is false for "%s"', (host) => expect(isLoopback(host)).toBe(false));

  test.each(['http://2130706433/', 'http://0x7f.1/', 'http://127.1/'])('sees through %s', (url) => {
    expect(isLoopback(new URL(url).hostname)).toBe(true);
  });
});

describe('leadsHere', () => {
  test.each([
    'http://localhost/',
    'http://0.0.0.0/',
    'http://0/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::127.9.0.1]/',
  ])('is true for %s', (url) => expect(leadsHere(new URL(url).hostname)).toBe(true));

  test.each(['http://1.0.0.0/', 'http://[::2]/', 'http://[::ffff:10.0.0.1]/', 'http://0.example/'])(
    'is false for %s',
    (url) => expect(leadsHere(new URL(url).hostname)).toBe(false),
  );
});

describe('mayUsePlainHttp', () => {
  test.each([
    ['http://localhost:5000', []],
    ['http://registry.example:5000', ['registry.example:5000']],
    ['http://registry.example', ['registry.example']],
    ['http://registry.example', ['registry.example:80']],
  ])('allows %s when %j is allowed', (url, hosts) => {
    expect(mayUsePlainHttp(new URL(url), hosts)).toBe(true);
  });

  test.each([
    ['http://registry.example', []],
    ['http://registry.example:5000', ['registry.example']],
    ['http://registry.example', ['registry.example:5000']],
    ['http://evil-registry.example', ['registry.example']],
    ['http://registry.example.evil', ['registry.example']],
  ])('does not allow %s when %j is allowed', (url, hosts) => {
    expect(mayUsePlainHttp(new URL(url), hosts)).toBe(false);
  });
});

test('parseUrl gives null for what is no URL, and resolves what is relative', () => {
  expect(parseUrl('::')).toBeNull();
  expect(parseUrl('/b', new URL('https://a.example/x'))?.href).toBe('https://a.example/b');
});
