import { describe, expect, test } from 'vitest';
import { dfStyleCommands } from '../../../../src/checks/lint/rules/df-style-commands.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN service x start', ['service']],
    ['RUN a && kill 1', ['kill']],
    ['RUN ps aux | grep x', ['ps']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfStyleCommands, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each(['RUN echo ssh', 'RUN apt-get install ssh', 'CMD service x start', 'RUN sleep 1'])(
    '%s',
    (line) => {
      expect(caughtBy(dfStyleCommands, `FROM a:1\n${line}`)).toEqual([]);
    },
  );
});
