import { describe, expect, test } from 'vitest';
import { dfUpdateAlone } from '../../../../src/checks/lint/rules/df-update-alone.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN apt-get update', ['update']],
    ['RUN apt-get update && rm -rf /tmp/*', ['update']],
    ['RUN apk update\nRUN apk add foo', ['update']],
    ['RUN zypper ref', ['ref']],
    ['RUN apt-get update && apt-get clean', ['update']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfUpdateAlone, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN apt-get update && apt-get install foo',
    'RUN apt-get update; apt-get upgrade',
    'RUN apt-get update && ./install.sh',
    'RUN apt-get update && echo a | xargs apt-get install',
    'RUN yum update',
    'RUN --mount=type=cache,target=/var/lib/apt apt-get update',
  ])('%s', (line) => {
    expect(caughtBy(dfUpdateAlone, `FROM a:1\n${line}`)).toEqual([]);
  });
});
