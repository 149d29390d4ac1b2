import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { BadValue, boolean, quote, text } from '../../src/settings/kinds.ts';
import * as read from '../../src/settings/readers.ts';

const READERS = { ...read, boolean, text } as const;
type Reader = Exclude<keyof typeof READERS, 'notAvailable'>;

const DIGEST = `sha256:${'a'.repeat(64)}`;

const GOOD: readonly (readonly [Reader, readonly string[]])[] = [
  ['readImage', ['alpine', 'alpine:3.10', 'localhost:5000/a/b', `ghcr.io/a/b:1@${DIGEST}`]],
  ['readTag', ['app', 'ghcr.io/org/app:1.2']],
  ['readPlatform', ['linux/amd64', 'linux/arm/v7']],
  ['readContext', ['.', 'docker/app', '/srv/app', 'with space']],
  ['readBuildArg', ['A', 'A=', 'A=b=c', 'http_proxy=http://x']],
  ['readSecret', ['id=npm,src=.npmrc', 'id=t,env=TOKEN', 'type=file,id=a,source=b', 'id=x, src=/a/b']],
  ['readToken', ['ghp_abc', 'v1.0-=']],
  ['readLabel', ['a=b', 'a=', 'org.x/y=1']],
  ['readRegistryHost', ['localhost:5000', 'registry.example.com', '10.0.0.1:80', '[::1]:5000']],
  ['readAdvisorySource', ['osv', './folder', '/a/b']],
  [
    'readServiceUrl',
    ['https://api.osv.dev', 'https://x.test/osv/', 'http://127.0.0.1:8080', 'http://[::1]:1'],
  ],
  ['boolean', ['true', 'True', 'TRUE', 'false', 'False', 'FALSE']],
  ['text', ['a', 'ä b', '-']],
];

const BAD: readonly (readonly [Reader, readonly string[]])[] = [
  ['readImage', ['', 'Alpine', 'a b', 'a:', 'a@sha256:1', 'https://ghcr.io/a', '-x']],
  ['readTag', ['', 'App', `a@${DIGEST}`]],
  ['readPlatform', ['', 'linux', 'all', 'linux/arm/v7/x', 'linux//x']],
  ['readContext', ['', '-', 'https://github.com/a/b.git', 'git@github.com:a/b', 'ssh://x/y', 'a\nb']],
  ['readBuildArg', ['', '=a', '1A=b', 'a b=c', 'ghp_secret!']],
  [
    'readSecret',
    [
      '',
      'npm',
      'NPM=token',
      'id=a',
      'src=b',
      'id=,src=b',
      'id=a,src=b,env=C',
      'id=a,id=b,src=c',
      'id=a,src=b,x=y',
    ],
  ],
  ['readToken', ['', 'a b', 'a\nb', 'ä']],
  ['readLabel', ['', 'a', '=b']],
  ['readRegistryHost', ['', 'http://localhost', 'a/b', 'a:', 'a:123456', '-a', 'a b']],
  ['readAdvisorySource', ['', 'oci://ghcr.io/A/b']],
  [
    'readServiceUrl',
    ['', 'osv.dev', 'ftp://a', 'http://osv.example.com', 'https://u:p@a', 'https://a?b=c', 'https://a#b'],
  ],
  ['boolean', ['', 'yes', 'no', '1', 'tRUE', 'on', 'ture']],
  ['text', ['', 'a\nb', 'a\u0000', '\u202Ea']],
];

describe('reading values', () => {
  it.each(GOOD.flatMap(([reader, values]) => values.map((value) => [reader, value] as const)))(
    '%s takes %j',
    (reader, value) => {
      expect(READERS[reader](value)).not.toBeUndefined();
    },
  );

  it.each(BAD.flatMap(([reader, values]) => values.map((value) => [reader, value] as const)))(
    '%s refuses %j',
    (reader, value) => {
      expect(() => READERS[reader](value)).toThrow(BadValue);
    },
  );

  it('gives a service address without slashes at its end', () => {
    expect(read.readServiceUrl('https://x.test/osv//')).toBe('https://x.test/osv');
  });

  it.each([
    ['readPlatform', 'all'],
    ['readContext', 'https://github.com/a/b.git'],
  ] as const)('%s says that %s is not available, not that it is wrong', (reader, value) => {
    expect(() => READERS[reader](value)).toThrow(expect.objectContaining({ code: 'NOT_AVAILABLE' }));
  });

  it.each([
    ['readSecret', 'NPM_TOKEN=hunter2'],
    ['readSecret', 'hunter2'],
    ['readBuildArg', '1PASSWORD=hunter2'],
    ['readBuildArg', 'hunter2!'],
    ['readToken', 'hunter2 x'],
  ] as const)('%s shows no secret when it refuses %s', (reader, value) => {
    expect(() => READERS[reader](value)).toThrow(
      expect.objectContaining({
        message: expect.not.stringContaining('hunter2'),
        hint: expect.not.stringContaining('hunter2'),
      }),
    );
  });

  it('throws nothing but BadValue, whatever it is given', () => {
    const names = [...new Set(BAD.map(([reader]) => reader))];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.string({ unit: 'binary' }), (reader, value) => {
        try {
          READERS[reader](value);
        } catch (error) {
          expect(error).toBeInstanceOf(BadValue);
        }
      }),
    );
  });

  it('quotes a value as one short visible line', () => {
    expect(quote('a\nb')).toBe('"a\\u{a}b"');
    expect(quote('x'.repeat(1000)).length).toBeLessThan(120);
  });
});
