import { describe, expect, test } from 'vitest';
import { dfChmodWorld } from '../../../../src/checks/lint/rules/df-chmod-world.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN chmod 777 /x', ['777']],
    ['RUN chmod -R 0777 /x', ['0777']],
    ['RUN chmod 666 x', ['666']],
    ['RUN chmod 2777 x', ['2777']],
    ['RUN chmod o+w x', ['o+w']],
    ['RUN chmod a+rwX x', ['a+rwX']],
    ['RUN chmod u+x,o=rw x', ['u+x,o=rw']],
    ['COPY --chmod=777 a /b', ['--chmod=777']],
    ['ADD --chmod=0666 a /b', ['--chmod=0666']],
    ['RUN sudo chmod ugo+w x', ['ugo+w']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfChmodWorld, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN chmod 755 /x',
    'RUN chmod 1777 /tmp',
    'RUN chmod +x x',
    'RUN chmod u+w,o-w x',
    'RUN chmod g+w x',
    'RUN chmod a+x x',
    'RUN chmod --reference=a b',
    'RUN chown 777 x',
    'COPY --chmod=755 a /b',
    'RUN chmod',
  ])('%s', (line) => {
    expect(caughtBy(dfChmodWorld, `FROM a:1\n${line}`)).toEqual([]);
  });
});
