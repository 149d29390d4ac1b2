import { describe, expect, test } from 'vitest';
import { dfCorrectHeredoc } from '../../../../src/checks/lint/rules/df-correct-heredoc.ts';
import { caughtBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN <<EOF\na', ['RUN']],
    ['COPY <<A <<B /x/\n1\nA\n2', ['COPY']],
    ['RUN <<EOF\na\n EOF', ['RUN']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfCorrectHeredoc, `${FROM}${text}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each(['RUN <<EOF\na\nEOF', 'RUN <<-EOF\na\n\tEOF', "RUN echo '<<EOF'", 'RUN a <<EOF | b\nx\nEOF'])(
    '%j',
    (text) => {
      expect(caughtBy(dfCorrectHeredoc, `${FROM}${text}`)).toEqual([]);
    },
  );
});
