import { describe, expect, test } from 'vitest';
import { dfStyleCd } from '../../../../src/checks/lint/rules/df-style-cd.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN cd /x && a', ['cd']],
    ['RUN a; (cd x)', ['cd']],
    ['RUN x=$(cd /x && pwd)', ['cd']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfStyleCd, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each(['RUN pushd /x', 'RUN echo cd', 'CMD cd /x && a', 'WORKDIR /cd'])('%s', (line) => {
    expect(caughtBy(dfStyleCd, `FROM a:1\n${line}`)).toEqual([]);
  });
});
