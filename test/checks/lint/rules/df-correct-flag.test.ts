import { describe, expect, test } from 'vitest';
import { dfCorrectFlag } from '../../../../src/checks/lint/rules/df-correct-flag.ts';
import { caughtBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['COPY --chow=a b /c', ['--chow=a']],
    ['RUN --mounts=x y', ['--mounts=x']],
    ['CMD --x', ['--x']],
    ['ADD --from=a b /c', ['--from=a']],
    ['ONBUILD COPY --x a /b', ['--x']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfCorrectFlag, `${FROM}${text}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'COPY --from=0 --chown=a --chmod=1 --link --parents --exclude=x a /b',
    'RUN --mount=type=cache,target=/x --network=none --security=sandbox --device=x y',
    'HEALTHCHECK --interval=1s --timeout=1s --start-period=1s --start-interval=1s --retries=3 CMD a',
    'ADD --keep-git-dir --checksum=x --unpack a /b',
    'RUN x --nope',
    'CMD ["--x"]',
    'NOPE --x',
  ])('%j', (text) => {
    expect(caughtBy(dfCorrectFlag, `${FROM}${text}`)).toEqual([]);
  });
});
