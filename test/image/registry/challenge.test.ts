import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseChallenges } from '../../../src/image/registry/challenge.ts';

function read(header: string): unknown {
  return parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);
}

describe('parseChallenges reads', () => {
  test.each<[string, string, unknown]>([
    ['a scheme alone', 'Negotiate', [['negotiate', {}]]],
    ['basic', 'Basic realm="Registry Realm"', [['basic', { realm: 'Registry Realm' }]]],
    [
      'what Docker Hub says',
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/alpine:pull"',
      [
        [
          'bearer',
          {
            realm: 'https://auth.docker.io/token',
            service: 'registry.docker.io',
            scope: 'repository:library/alpine:pull',
          },
        ],
      ],
    ],
    [
      'names in any case, tokens without quotes, blanks where they may be',
      'BEARER Realm = "a" , SERVICE=b ,, x\t=\tc',
      [['bearer', { realm: 'a', service: 'b', x: 'c' }]],
    ],
    [
      'several challenges in one header',
      'Basic realm="a", Bearer realm="b", error="c", Negotiate, Digest realm=d',
      [
        ['basic', { realm: 'a' }],
        ['bearer', { realm: 'b', error: 'c' }],
        ['negotiate', {}],
        ['digest', { realm: 'd' }],
      ],
    ],
    [
      'commas, equal signs and escapes inside quotes',
      String.raw`Bearer a="x, b=\"y\"\\", c=d`,
      [['bearer', { a: String.raw`x, b="y"\ `.trim(), c: 'd' }]],
    ],
    ['the first of two equal parameters', 'Bearer realm=a, realm=b', [['bearer', { realm: 'a' }]]],
    [
      'names that objects have of their own',
      'Bearer __proto__=a',
      [['bearer', Object.fromEntries([['__proto__', 'a']])]],
    ],
  ])('%s', (_name, header, expected) => {
    expect(read(header)).toEqual(expected);
  });
});

describe('parseChallenges does not read', () => {
  test.each<[string, string, unknown]>([
    ['nothing', '', []],
    ['separators alone', ' , ,\t', []],
    ['what has no name', '="a"', []],
    ['a text without end', 'Bearer a=b, realm="https://', [['bearer', { a: 'b' }]]],
    ['an escape without end', String.raw`Bearer realm="a\ `.trim(), [['bearer', {}]]],
    ['a parameter without value', 'Bearer realm=', [['bearer', {}]]],
  ])('%s', (_name, header, expected) => {
    expect(read(header)).toEqual(expected);
  });

  it('more than there is, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (header) => {
        for (const { scheme } of parseChallenges(header)) expect(header.toLowerCase()).toContain(scheme);
      }),
    );
  });
});

test('what is written as the grammar says is read back', () => {
  const token = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/u);
  const challenge = fc.tuple(
    token,
    fc.dictionary(token, fc.string({ maxLength: 20 }), { minKeys: 1, maxKeys: 3 }),
  );
  const quoted = (value: string): string => `"${value.replace(/["\\]/gu, String.raw`\$&`)}"`;
  fc.assert(
    fc.property(fc.array(challenge, { maxLength: 3 }), (challenges) => {
      const header = challenges
        .map(
          ([scheme, all]) =>
            `${scheme} ${Object.entries(all)
              .map(([k, v]) => `${k}=${quoted(v)}`)
              .join(', ')}`,
        )
        .join(', ');
      expect(read(header)).toEqual(challenges.map(([scheme, all]) => [scheme, { ...all }]));
    }),
  );
});
