import { describe, expect, test } from 'vitest';
import { dfAdd } from '../../../../src/checks/lint/rules/df-add.ts';
import { caughtBy, fixedBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['ADD x /y', ['ADD']],
    ['ADD x.zip /', ['ADD']],
    ['ADD ftp://a.b/c /d', ['ADD']],
    ['ADD a b c /d/', ['ADD']],
    ['ADD a.tar b /d/', ['ADD']],
    ['ADD ["a","/b"]', ['ADD']],
    ['ADD * /b', ['ADD']],
    ['ADD . /b', ['ADD']],
    ['ADD --chown=a:b a /b', ['ADD']],
    ['ADD a.TAR /b', ['ADD']],
    ['ADD a.jar /b', ['ADD']],
    ['ADD a$X /c', ['ADD']],
    ['ADD https://a/b c /d/', ['ADD']],
    ['ADD a.tar.gz.asc /c', ['ADD']],
    ['ADD tar /c', ['ADD']],
    ['ADD a.tar/b /c', ['ADD']],
    ['add a /b', ['add']],
    ['ADD a\\\n b /c/', ['ADD']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfAdd, `${FROM}${text}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'ADD x.tar.gz /y',
    'ADD x.tgz /',
    'ADD https://a.b/c /d',
    'ADD git@github.com:a/b.git /d',
    'ADD https://github.com/a/b.git /d',
    'ADD ["a.tar","/b"]',
    'ADD $X /b',
    'ADD ${X}.tar.gz /b',
    'ADD *.tar /b',
    'ONBUILD ADD a /b',
    'ADD a.Z /b',
    'ADD a.txz /b',
    'ADD a.tar.zst /b',
    "ADD 'a.tar' /b",
    'ADD "https://a/b" /b',
    'ADD .tar /c',
    'ADD --unpack=true a /b',
    'COPY a /b',
    'ENV X=https://a/b\nADD $X /c',
  ])('%j', (text) => {
    expect(caughtBy(dfAdd, `${FROM}${text}`)).toEqual([]);
  });
});

describe('fixes', () => {
  test.each([
    ['FROM a:1\nADD . /b', 'FROM a:1\nCOPY . /b'],
    ['FROM a:1\nADD --chown=1:1 a.json b.sh /c/', 'FROM a:1\nCOPY --chown=1:1 a.json b.sh /c/'],
    ['FROM a:1\nADD app /b', 'FROM a:1\nADD app /b'],
    ['FROM a:1\nADD *.json b /c/', 'FROM a:1\nADD *.json b /c/'],
    ['FROM a:1\nADD --unknown a.json /b', 'FROM a:1\nADD --unknown a.json /b'],
  ])('%j', (text, expected) => {
    expect(fixedBy(dfAdd, text)).toBe(expected);
  });
});
