import { describe, expect, test } from 'vitest';
import { dfCorrectCopySlash } from '../../../../src/checks/lint/rules/df-correct-copy-slash.ts';
import { caughtBy, fixedBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['COPY a b c', ['c']],
    ['COPY a b /c', ['/c']],
    ['COPY a b $C', ['$C']],
    ['COPY a b .', ['.']],
    ['COPY ["a","b","c"]', ['"c"']],
    ['COPY --from=0 a b /c', ['/c']],
    ['COPY a b \\\n c', ['c']],
    ['COPY a b "c"', ['"c"']],
    ['COPY <<A <<B /c\n1\nA\n2\nB', ['/c']],
    ['copy a b c', ['c']],
    ['COPY a b /.', ['/.']],
    ['COPY ["a","b","."]', ['"."']],
    ['ENV C=/x\nCOPY a b $C', ['$C']],
    ['COPY --parents a b /c', ['/c']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfCorrectCopySlash, `${FROM}${text}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'COPY a b c/',
    'COPY a b',
    'COPY a b $C/',
    'COPY a b ./',
    'COPY ["a","b","c/"]',
    'COPY a b "c/"',
    "COPY a b 'c/'",
    'ONBUILD COPY a b /c',
    'COPY a* c',
    'COPY <<A /c\n1\nA',
    'ADD a b /c',
    'COPY ["a b", "c"]',
    'ENV C=/x/\nCOPY a b $C',
  ])('%j', (text) => {
    expect(caughtBy(dfCorrectCopySlash, `${FROM}${text}`)).toEqual([]);
  });
});

describe('fixes', () => {
  test.each([
    ['FROM a:1\nCOPY a b /c', 'FROM a:1\nCOPY a b /c/'],
    ['FROM a:1\nCOPY a b .', 'FROM a:1\nCOPY a b ./'],
    ['FROM a:1\nCOPY ["a","b","c"]', 'FROM a:1\nCOPY ["a","b","c/"]'],
    ["FROM a:1\nCOPY a b \\\n  'c'\nRUN x", "FROM a:1\nCOPY a b \\\n  'c/'\nRUN x"],
    ['FROM a:1\nCOPY a b $C', 'FROM a:1\nCOPY a b $C'],
  ])('%j', (text, expected) => {
    expect(fixedBy(dfCorrectCopySlash, text)).toBe(expected);
  });
});
