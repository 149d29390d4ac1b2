import { describe, expect, test } from 'vitest';
import { dfStyleJson } from '../../../../src/checks/lint/rules/df-style-json.ts';
import { caughtBy, fixedBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['CMD a b', ['CMD']],
    ['ENTRYPOINT a', ['ENTRYPOINT']],
    ["CMD ['a']", ['CMD']],
    ['CMD ["a",]', ['CMD']],
    ['CMD ["a" "b"]', ['CMD']],
    ['HEALTHCHECK --interval=3s CMD curl x || exit 1', ['HEALTHCHECK']],
    ['SHELL ["/bin/bash","-c"]\nCMD a', ['CMD']],
    ['CMD a && b', ['CMD']],
    ['CMD $X', ['CMD']],
    ['CMD "a b" c', ['CMD']],
    ['cmd a', ['cmd']],
    ['CMD x\nFROM b:1\nCMD ["y"]', ['CMD']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfStyleJson, `${FROM}${text}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'CMD ["a","b"]',
    'ENTRYPOINT ["a"]',
    'CMD [ "a", "b" ]',
    'ONBUILD CMD a',
    'CMD []',
    'RUN a',
    'CMD ["a", \\\n "b"]',
    'HEALTHCHECK NONE',
    'HEALTHCHECK CMD ["a","b"]',
    'CMD ["sh","-c","a"]',
  ])('%j', (text) => {
    expect(caughtBy(dfStyleJson, `${FROM}${text}`)).toEqual([]);
  });
});

describe('fixes', () => {
  test.each([
    ['FROM python:3.13\nCMD python app.py', 'FROM python:3.13\nCMD ["python", "app.py"]'],
    ["FROM python:3.13\nCMD echo 'a b' c", 'FROM python:3.13\nCMD ["echo", "a b", "c"]'],
    [
      'FROM python:3.13\nHEALTHCHECK --interval=3s CMD curl -f http://localhost/',
      'FROM python:3.13\nHEALTHCHECK --interval=3s CMD ["curl", "-f", "http://localhost/"]',
    ],
    ['FROM python:3.13\nENTRYPOINT app --x', 'FROM python:3.13\nENTRYPOINT ["app", "--x"]'],
    ['FROM python:3.13\nENTRYPOINT app\nCMD ["x"]', 'FROM python:3.13\nENTRYPOINT app\nCMD ["x"]'],
    ['FROM redis:8\nCMD redis-server', 'FROM redis:8\nCMD redis-server'],
    ['FROM python:3.13\nCMD a && b', 'FROM python:3.13\nCMD a && b'],
    ['FROM python:3.13\nCMD a $B', 'FROM python:3.13\nCMD a $B'],
    ['FROM python:3.13\nCMD exec a', 'FROM python:3.13\nCMD exec a'],
    ['FROM python:3.13\nCMD a *.txt', 'FROM python:3.13\nCMD a *.txt'],
    ['FROM python:3.13\nCMD A=1 b', 'FROM python:3.13\nCMD A=1 b'],
    ['FROM python:3.13\nCMD cd /x', 'FROM python:3.13\nCMD cd /x'],
    [
      'FROM python:3.13\nSHELL ["/bin/bash","-lc"]\nCMD a',
      'FROM python:3.13\nSHELL ["/bin/bash","-lc"]\nCMD a',
    ],
    ['FROM python:3.13\nCMD a "b\\n"', 'FROM python:3.13\nCMD a "b\\n"'],
  ])('%j', (text, expected) => {
    expect(fixedBy(dfStyleJson, text)).toBe(expected);
  });
});
