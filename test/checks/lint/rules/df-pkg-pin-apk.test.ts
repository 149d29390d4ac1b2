import { describe, expect, test } from 'vitest';
import { dfPkgPinApk } from '../../../../src/checks/lint/rules/df-pkg-pin-apk.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN apk add foo', ['foo']],
    ['RUN apk add foo@edge', ['foo@edge']],
    ['RUN apk --no-cache add foo=1 bar', ['bar']],
    ['RUN apk add --virtual .deps foo', ['foo']],
    ['RUN apk add so:libfoo.so.1', ['so:libfoo.so.1']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfPkgPinApk, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN apk add foo=1',
    'RUN apk add foo~1',
    'RUN apk add "foo>1"',
    'RUN apk add -t .deps foo=1',
    'RUN apk add --repository=http://x foo=1',
    'RUN apk --arch x86 add foo=1',
    'RUN apk add ./a.apk',
    'RUN apk add !foo',
    'RUN apk del foo',
    'RUN apk add --virtual foo',
  ])('%s', (line) => {
    expect(caughtBy(dfPkgPinApk, `FROM a:1\n${line}`)).toEqual([]);
  });
});
