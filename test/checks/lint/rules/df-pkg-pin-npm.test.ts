import { describe, expect, test } from 'vitest';
import { dfPkgPinNpm } from '../../../../src/checks/lint/rules/df-pkg-pin-npm.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN npm install foo', ['foo']],
    ['RUN npm install @a/b', ['@a/b']],
    ['RUN npm i -g foo', ['foo']],
    ['RUN npm -g install foo@1 bar', ['bar']],
    ['RUN npm install https://x/foo', ['https://x/foo']],
    ['RUN npm install github:a/b', ['github:a/b']],
    ['RUN npm install git+https://x/a.git', ['git+https://x/a.git']],
    ['RUN npm --loglevel warn install foo', ['foo']],
    ['RUN npm install $FOO', ['$FOO']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfPkgPinNpm, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN npm install',
    'RUN npm ci',
    'RUN npm install foo@1',
    'RUN npm install @a/b@1',
    'RUN npm install foo@$V',
    'RUN npm install .',
    'RUN npm install ./foo',
    'RUN npm install foo.tgz',
    'RUN npm install https://x/foo.tgz',
    'RUN npm install git+https://x/a.git#v1',
    'RUN npm install a/b#v1',
    'RUN npm install --omit dev',
    'RUN npm --prefix /x install',
    'RUN npm run install foo',
    'RUN npx foo',
  ])('%s', (line) => {
    expect(caughtBy(dfPkgPinNpm, `FROM a:1\n${line}`)).toEqual([]);
  });
});
