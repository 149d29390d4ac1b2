import { describe, expect, test } from 'vitest';
import { secretLikeness } from '../../../src/checks/lint/secret-name.ts';

describe('named like a secret', () => {
  test.each([
    ['TOKEN', 'abc', 'literal'],
    ['MY_API_KEY', 'a1b2c3', 'literal'],
    ['db_password', 'hunter2', 'literal'],
    ['APIKEY', null, 'named'],
    ['PASSWORD', '/run/secrets/x', 'named'],
    ['AUTH', 'true', 'named'],
    ['SECRET', 'XXXXXXXX', 'named'],
    ['TLS_KEY', 'certs/server.key', 'named'],
    ['FILTER_KEY', 'ProcessId', 'named'],
    ['PASSWORD', 'changeme', 'literal'],
  ])('%s=%s is %s', (name, value, expected) => {
    expect(secretLikeness(name, value)).toBe(expected);
  });
});

describe('not named like a secret', () => {
  test.each([
    ['MONKEY', 'x'],
    ['KEYBOARD', 'x'],
    ['TOKEN_FILE', '/x'],
    ['PUBLIC_KEY', 'x'],
    ['SECRET_VERSION', '1'],
    ['GPG_KEYS', 'ABC'],
    ['TOKEN', ''],
  ])('%s=%s', (name, value) => {
    expect(secretLikeness(name, value)).toBe('none');
  });
});
