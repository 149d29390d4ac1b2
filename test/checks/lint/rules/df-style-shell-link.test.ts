import { describe, expect, test } from 'vitest';
import { dfStyleShellLink } from '../../../../src/checks/lint/rules/df-style-shell-link.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN ln -sf /bin/bash /bin/sh', ['/bin/sh']],
    ['RUN rm /bin/sh && ln -s bash "/bin/sh"', ['"/bin/sh"']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfStyleShellLink, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each(['RUN ln -s /bin/sh /bin/x', 'RUN ln -s a b', 'RUN cp /bin/bash /bin/sh'])('%s', (line) => {
    expect(caughtBy(dfStyleShellLink, `FROM a:1\n${line}`)).toEqual([]);
  });
});
