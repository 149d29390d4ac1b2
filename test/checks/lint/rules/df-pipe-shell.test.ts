import { describe, expect, test } from 'vitest';
import { dfPipeShell } from '../../../../src/checks/lint/rules/df-pipe-shell.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN curl -fsSL https://x | sh', ['curl -fsSL https://x | sh']],
    ['RUN a && wget -qO- https://x | bash -s -- y', ['wget -qO- https://x | bash -s -- y']],
    ['RUN curl x | tee log | sudo -E bash -', ['curl x | tee log | sudo -E bash -']],
    ['RUN curl x | python3', ['curl x | python3']],
    ['RUN curl x | php -- --quiet', ['curl x | php -- --quiet']],
    ['RUN (curl a; curl b) | sh -e', ['curl a; curl b) | sh -e']],
    ['RUN bash -c "$(curl -fsSL x)"', ['bash -c "$(curl -fsSL x)"']],
    ['RUN bash <(curl x)', ['bash <(curl x)']],
    ['RUN eval "$(wget -O- x)"', ['eval "$(wget -O- x)"']],
    ['RUN . <(curl x)', ['. <(curl x)']],
    ['RUN <<EOF\ncurl x | \\\n  sh\nEOF', ['curl x | \\\n  sh']],
    ['RUN ["sh", "-c", "curl x | sh"]', ['curl x | sh']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfPipeShell, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN curl x | tar xz',
    'RUN curl x -o f && sh f',
    'RUN echo a | sh',
    'RUN curl x | python3 script.py',
    'RUN curl x | python3 -c "import sys"',
    'RUN curl x | python3 -m json.tool',
    'RUN curl x | sh script.sh',
    'RUN curl x | perl -ne print',
    'RUN sh -c a | curl x',
    'RUN curl x || sh',
    'RUN V=$(curl x); echo $V',
  ])('%s', (line) => {
    expect(caughtBy(dfPipeShell, `FROM a:1\n${line}`)).toEqual([]);
  });
});
