import { describe, expect, test } from 'vitest';
import { dfCorrectEmptyLine } from '../../../../src/checks/lint/rules/df-correct-empty-line.ts';
import { caughtBy, fixedBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN a \\\n\n  && b', ['']],
    ['RUN a \\\n  \n\t\n  && b', ['  ']],
    ['COPY a \\\n# c\n\n b', ['']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfCorrectEmptyLine, `${FROM}${text}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each(['RUN a \\\n  && b', 'RUN a\n\nRUN b', 'RUN <<EOF\na\n\nb\nEOF', 'RUN a \\\n# c\n && b'])(
    '%j',
    (text) => {
      expect(caughtBy(dfCorrectEmptyLine, `${FROM}${text}`)).toEqual([]);
    },
  );
});

describe('fixes', () => {
  test.each([
    ['FROM a:1\nRUN a \\\n\n  && b', 'FROM a:1\nRUN a \\\n  && b'],
    ['FROM a:1\nRUN a \\\n\n\n && b \\\n \n && c\n', 'FROM a:1\nRUN a \\\n && b \\\n && c\n'],
  ])('%j', (text, expected) => {
    expect(fixedBy(dfCorrectEmptyLine, text)).toBe(expected);
  });
});
