import { describe, expect, test } from 'vitest';
import { dfRunInsecure } from '../../../../src/checks/lint/rules/df-run-insecure.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN --security=insecure x', ['--security=insecure']],
    ['RUN --network=host x', ['--network=host']],
    ['RUN --device=nvidia.com/gpu=all x', ['--device=nvidia.com/gpu=all']],
    ['RUN --network=host \\\n  --security=insecure x', ['--network=host', '--security=insecure']],
    ['ONBUILD RUN --network=host x', ['--network=host']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfRunInsecure, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN --network=none x',
    'RUN --security=sandbox x',
    'RUN x --network=host',
    'RUN docker run --network=host x',
  ])('%s', (line) => {
    expect(caughtBy(dfRunInsecure, `FROM a:1\n${line}`)).toEqual([]);
  });
});
