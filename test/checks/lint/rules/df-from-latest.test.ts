import { describe, expect, test } from 'vitest';
import { dfFromLatest } from '../../../../src/checks/lint/rules/df-from-latest.ts';
import { caughtBy, unexaminedBy } from '../../../support/linting.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('catches', () => {
  test.each<[string, string, string[]]>([
    ['latest in FROM', 'FROM nginx:latest', ['nginx:latest']],
    ['latest through an ARG', 'ARG T=latest\nFROM nginx:$T', ['nginx:$T']],
    ['latest behind a port', 'FROM localhost:5000/a:latest', ['localhost:5000/a:latest']],
    ['latest in COPY --from', 'FROM a:1\nCOPY --from=b:latest /x /y', ['--from=b:latest']],
    ['latest in a mount', 'FROM a:1\nRUN --mount=from=b:latest x', ['--mount=from=b:latest']],
  ])('%s', (_name, text, expected) => {
    expect(caughtBy(dfFromLatest, text)).toEqual(expected);
  });

  test('latest given as a build argument', () => {
    const choice = { buildArgs: new Map([['T', 'latest']]) };
    expect(caughtBy(dfFromLatest, 'ARG T=1\nFROM a:$T', choice)).toEqual(['a:$T']);
  });
});

describe('does not catch', () => {
  test.each([
    ['a version', 'FROM nginx:1.27'],
    ['no tag, which is for another rule', 'FROM nginx'],
    ['a digest', `FROM nginx:latest@${DIGEST}`],
    ['a stage named latest', 'FROM scratch AS latest\nFROM latest'],
    ['a tag that holds the word', 'FROM nginx:latest-alpine'],
  ])('%s', (_name, text) => {
    expect(caughtBy(dfFromLatest, text)).toEqual([]);
  });
});

test('an image that is not known cannot be judged, where the target needs it', () => {
  expect(unexaminedBy(dfFromLatest, 'ARG T\nFROM a:$T')).toHaveLength(1);
  expect(unexaminedBy(dfFromLatest, 'ARG T\nFROM a:$T AS x\nFROM b:1')).toEqual([]);
  expect(unexaminedBy(dfFromLatest, 'FROM UPPER')).toHaveLength(1);
  expect(unexaminedBy(dfFromLatest, 'FROM a:1')).toEqual([]);
});
