import { describe, expect, test } from 'vitest';
import { dfCopyRootfs } from '../../../../src/checks/lint/rules/df-copy-rootfs.ts';
import { caughtBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1 AS a\nFROM b:1\n';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['COPY --from=a / /', ['/']],
    ['COPY --from=0 / /', ['/']],
    ['COPY --from=a ["/","/"]', ['"/"']],
    ['COPY --from=a --chown=x / /', ['/']],
    ['COPY --from=nginx:1 / /', ['/']],
    ['COPY --from=a /x / /', ['/']],
    ['COPY --from=a / \\\n /', ['/']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfCopyRootfs, `${FROM}${text}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'COPY --from=a / /x',
    'COPY --from=a /x /',
    'COPY --from=a /. /',
    'COPY --from=a /* /',
    'COPY --from=a / .',
    'COPY / /',
    'ONBUILD COPY --from=a / /',
    'COPY --from=a /x / /y/',
  ])('%j', (text) => {
    expect(caughtBy(dfCopyRootfs, `${FROM}${text}`)).toEqual([]);
  });
});
