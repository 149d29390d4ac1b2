import { describe, expect, test } from 'vitest';
import { dfFromUntagged } from '../../../../src/checks/lint/rules/df-from-untagged.ts';
import { caughtBy } from '../../../support/linting.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('catches', () => {
  test.each<[string, string, string[]]>([
    ['FROM without a tag', 'FROM nginx', ['nginx']],
    ['a port is no tag', 'FROM localhost:5000/a AS b', ['localhost:5000/a']],
    ['an ARG without a tag', 'ARG I=nginx\nFROM ${I}', ['${I}']],
    ['COPY --from without a tag', 'FROM a:1\nCOPY --from=ghcr.io/a/b /x /y', ['--from=ghcr.io/a/b']],
  ])('%s', (_name, text, expected) => {
    expect(caughtBy(dfFromUntagged, text)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    ['a tag', 'FROM nginx:1'],
    ['a digest', `FROM nginx@${DIGEST}`],
    ['scratch', 'FROM scratch'],
    ['a stage', 'FROM nginx:1 AS web\nFROM web\nCOPY --from=Web /a /b'],
    ['an ARG with a tag', 'ARG T=1\nFROM nginx:${T}'],
  ])('%s', (_name, text) => {
    expect(caughtBy(dfFromUntagged, text)).toEqual([]);
  });
});
