import { describe, expect, test } from 'vitest';
import { dfSudo } from '../../../../src/checks/lint/rules/df-sudo.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN sudo apt-get update', ['sudo']],
    ['RUN a && \\\n  /usr/bin/sudo b', ['/usr/bin/sudo']],
    ['RUN if a; then sudo b; fi', ['sudo']],
    ['RUN echo x | sudo tee y', ['sudo']],
    ['CMD ["sudo", "a"]', ['"sudo"']],
    ['ENTRYPOINT sudo a', ['sudo']],
    ["RUN sh -c 'sudo a'", ['sudo']],
    ['RUN <<EOF\nsudo a\nEOF', ['sudo']],
    ['ONBUILD RUN sudo a', ['sudo']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfSudo, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN apt-get install sudo',
    'RUN echo sudo',
    'RUN gosu app x',
    'RUN pseudo x',
    'USER sudo',
    'RUN "sudo x"',
  ])('%s', (line) => {
    expect(caughtBy(dfSudo, `FROM a:1\n${line}`)).toEqual([]);
  });
});
