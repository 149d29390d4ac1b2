import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { RUNTIME } from '../../../../src/inventory/cataloguers/runtimes/runtimes.ts';
import { RUNTIMES } from '../../../../src/inventory/cataloguers/runtimes/table.ts';
import { elfFile, programOf } from '../../../support/elf.ts';

function found(path: string, words: string, before = 100): string | null {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(words, 'latin1'), Buffer.alloc(100)]);
  const one = RUNTIME.readProgram(programOf(bytes), path)?.packages[0];
  return one === undefined ? null : `${one.name} ${one.version}`;
}

it.each([
  ['usr/local/bin/node', 'x node.js/v20.11.1 x', 'node 20.11.1'],
  ['usr/local/lib/libpython3.12.so.1.0', '\x003.12.4\x00', 'python 3.12.4'],
  ['usr/local/bin/python3.13', '\x003.13.0rc1\x00', 'python 3.13.0rc1'],
  ['usr/local/lib/libruby.so.3.3', 'ruby 3.3.1 (2024-04-23', 'ruby 3.3.1'],
  ['usr/local/bin/ruby', 'ruby 2.7.8p225 (2023', 'ruby 2.7.8'],
  ['usr/local/sbin/php-fpm', 'X-Powered-By: PHP/8.3.6\x00', 'php 8.3.6'],
  ['usr/sbin/nginx', 'nginx/1.25.5', 'nginx 1.25.5'],
  ['usr/local/apache2/bin/httpd', 'Apache/2.4.59 (Unix)', 'apache 2.4.59'],
  ['usr/local/bin/postgres', 'postgres (PostgreSQL) 16.2', 'postgresql 16.2'],
  ['usr/local/sbin/haproxy', 'HAProxy version 2.9.7-', 'haproxy 2.9.7'],
  ['usr/local/bin/postgres', '\0PostgreSQL 15.1 (Debian', 'postgresql 15.1'],
  ['usr/local/sbin/haproxy', '\x002.7.3-1065b10\0\0HAProxy version follows', 'haproxy 2.7.3'],
  ['usr/local/bin/redis-server', '\x007.2.5buildkitsandbox-1725496002000000000\0', 'redis 7.2.5'],
  ['usr/local/bin/valkey-server', '\0valkey9.0.0buildkitsandbox-1764887574000000000\0', 'valkey 9.0.0'],
  ['usr/local/bin/memcached', 'memcached 1.6.26', 'memcached 1.6.26'],
])('knows %s by the version in it', (path, words, expected) => {
  expect(found(path, words)).toBe(expected);
});

it.each([
  ['usr/local/bin/app', 'node.js/v20.11.1'],
  ['usr/local/bin/node', 'no version here'],
  ['usr/local/bin/nodemon', 'node.js/v20.11.1'],
  ['usr/local/sbin/haproxy', '\x001.2.11\0'],
  ['usr/local/bin/redis-server', '\x001.2.11\0'],
  ['usr/local/bin/redis-server', '\x005.0.05ceebfa2b2ed-1539723370\0'],
])('does not take %s for a runtime', (path, words) => {
  expect(found(path, words)).toBeNull();
});

it('finds a version that lies across two windows', () => {
  expect(found('bin/node', 'node.js/v20.11.1 ', 1024 * 1024 - 8)).toBe('node 20.11.1');
});

it('has an example above for each', () => {
  expect(RUNTIMES.map(({ name }) => name)).toEqual([
    'node',
    'python',
    'ruby',
    'perl',
    'php',
    'nginx',
    'apache',
    'postgresql',
    'haproxy',
    'memcached',
    'redis',
    'valkey',
    'openssl',
  ]);
});

it('knows the Node that runs this test', () => {
  const reading = RUNTIME.readProgram(programOf(readFileSync(process.execPath)), 'usr/local/bin/node');
  expect(reading?.packages).toMatchObject([{ name: 'node', version: process.versions.node }]);
});

it.each<[string, string, string, string[]]>([
  ['usr/local/bin/perl', '/usr/local/lib/perl5/site_perl/5.38.2/x', '5.38.2', ['perl 5.38.2']],
  ['usr/local/lib/libcrypto.so.3', 'OpenSSL 3.0.19 27 Jan 2026', '3.0.19', []],
  ['usr/local/bin/openssl', 'OpenSSL 1.1.1w  11 Sep 2023', '1.1.1w', []],
])('tells of %s, of which there are no records', (path, words, expected, listed) => {
  const reading = RUNTIME.readProgram(programOf(Buffer.from(words, 'latin1')), path);
  expect(reading?.packages.map(({ name, version }) => `${name} ${version}`)).toEqual(listed);
  expect(reading?.unknowns).toEqual([expect.stringContaining(expected)]);
});

const LIBRARY = { type: 3, dynamic: [[14, 'x.so']] } as const;

it('tells of a library of its name without a version, but not of other libraries', () => {
  const library = programOf(elfFile(LIBRARY));
  expect(RUNTIME.readProgram(library, 'usr/local/lib/libssl.so.3')?.unknowns).toHaveLength(1);
  expect(RUNTIME.readProgram(library, 'usr/local/lib/libother.so.3')).toBeNull();
});

it.each([
  ['libpython3.12.so.1.0', 0, true],
  ['libc.so.6', 0, false],
  ['libpython3.12.so.1.0', 512 * 1024, false],
])('takes a small program that needs %s for its launcher: %i more bytes, %j', (needed, more, expected) => {
  const parts = { type: 3, interpreter: '/lib/ld.so', dynamic: [[1, needed]] } as const;
  const bytes = Buffer.concat([elfFile(parts), Buffer.alloc(more)]);
  const reading = RUNTIME.readProgram(programOf(bytes), 'usr/local/bin/python3.12');
  expect(reading).toEqual(expected ? { packages: [], owned: [], unknowns: [] } : null);
});
