import { describe, expect, test } from 'vitest';
import { dfSetuidSet } from '../../../../src/checks/lint/rules/df-setuid-set.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN chmod u+s a', ['u+s']],
    ['RUN chmod 4755 a', ['4755']],
    ['RUN chmod -R 06755 a', ['06755']],
    ['RUN chmod +s a', ['+s']],
    ['RUN install -m 4755 a b', ['-m']],
    ['RUN setcap cap_net_raw+ep a', ['cap_net_raw+ep']],
    ['COPY --chmod=4755 a b', ['--chmod=4755']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfSetuidSet, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN chmod 755 a',
    'RUN chmod g+s a',
    'RUN chmod 2775 a',
    'RUN chmod u-s a',
    'RUN chmod 1777 a',
    'RUN setcap -r a',
    'COPY --chmod=755 a b',
    'RUN install -m 755 a b',
  ])('%s', (line) => {
    expect(caughtBy(dfSetuidSet, `FROM a:1\n${line}`)).toEqual([]);
  });
});
