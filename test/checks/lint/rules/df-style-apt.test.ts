import { describe, expect, test } from 'vitest';
import { dfStyleApt } from '../../../../src/checks/lint/rules/df-style-apt.ts';
import { fixedBy } from '../../../support/fixing.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN apt install foo', ['apt']],
    ['RUN a && apt update', ['apt']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfStyleApt, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each(['RUN apt-get install foo', 'RUN apt-cache search a', 'RUN echo apt', 'CMD apt update'])(
    '%s',
    (line) => {
      expect(caughtBy(dfStyleApt, `FROM a:1\n${line}`)).toEqual([]);
    },
  );
});

describe('fixes, once', () => {
  test.each<[string, string]>([
    ['RUN apt install foo', 'RUN apt-get install foo'],
    ['RUN apt update && apt list', 'RUN apt-get update && apt list'],
  ])('%s', (line, expected) => {
    const fixed = fixedBy(dfStyleApt, `FROM a:1\n${line}`);
    expect(fixed).toBe(`FROM a:1\n${expected}`);
    expect(fixedBy(dfStyleApt, fixed)).toBe(fixed);
  });
});
