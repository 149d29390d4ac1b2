import { describe, expect, it } from 'vitest';
import { isNamedSecret, secretLikeness } from '../../src/checks/secret-names.ts';

describe('a variable is a secret by its name', () => {
  const table: readonly [name: string, value: string][] = [
    ['PASSWORD', 'hunter2'],
    ['DB_PASSWORD', 'hunter2'],
    ['db_passwd', 'hunter2'],
    ['API_TOKEN', 'abc'],
    ['APIKEY', 'abc'],
    ['AWS_SECRET_ACCESS_KEY', 'abc/def'],
    ['SECRET', '12345'],
    ['NPM_AUTH', 'dXNlcg=='],
    ['AWS_CREDENTIALS', 'abc'],
    ['MYSQL_ROOT_PASSWORD', 'root'],
    ['GPG_KEY', 'not hexadecimal'],
  ];

  for (const [name, value] of table) {
    it(`${name}=${value}`, () => {
      expect(isNamedSecret(name, value)).toBe(true);
    });
  }
});

describe('a variable is no secret by its name', () => {
  const table: readonly [name: string, value: string][] = [
    ['PATH', '/usr/bin'],
    ['MONKEY', 'abc'],
    ['KEYBOARD', 'de'],
    ['PASSWORDLESS', 'abc'],
    ['AUTHOR', 'me'],
    ['PASSWORD', ''],
    ['PASSWORD', '$PASSWORD'],
    ['PASSWORD', 'changeme'],
    ['ALLOW_EMPTY_PASSWORD', 'yes'],
    ['DB_PASSWORD_FILE', '/run/secrets/db'],
    ['PUBLIC_KEY', 'abc'],
    ['TOKEN_VERSION', '2'],
    ['SSL_KEY', '/etc/ssl/private/key.pem'],
    ['SSL_KEY', './key.pem'],
    ['AUTH_URL', 'https://auth.example.com'],
    ['TOKEN_TTL', '3600'],
    ['AUTH_TYPE', 'basic'],
    ['GPG_KEY', '7169605F62C751356D054A26A821E680E5FA6305'],
    ['GPG_KEYS', '7169605F62C751356D054A26A821E680E5FA6305 E3FF2839C048B25C084DEBE9B26995E310250568'],
  ];

  for (const [name, value] of table) {
    it(`${name}=${value}`, () => {
      expect(isNamedSecret(name, value)).toBe(false);
    });
  }
});

describe('likeness', () => {
  const table: readonly [name: string, value: string | null, expected: string][] = [
    ['TOKEN', 'abc', 'literal'],
    ['MY_API_KEY', 'a1b2c3', 'literal'],
    ['APIKEY', null, 'named'],
    ['PASSWORD', '/run/secrets/x', 'named'],
    ['AUTH', 'true', 'named'],
    ['SECRET', 'XXXXXXXX', 'named'],
    ['TLS_KEY', 'certs/server.key', 'named'],
    ['FILTER_KEY', 'ProcessId', 'named'],
    ['PASSWORD', 'changeme', 'named'],
    ['TOKEN_TTL', '3600', 'named'],
    ['GPG_KEY', null, 'none'],
    ['TOKEN', '', 'none'],
    ['TOKEN_FILE', '/x', 'none'],
    ['MONKEY', 'x', 'none'],
  ];

  for (const [name, value, expected] of table) {
    it(`${name}=${String(value)} is ${expected}`, () => {
      expect(secretLikeness(name, value)).toBe(expected);
    });
  }
});
