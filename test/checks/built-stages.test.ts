import { describe, expect, it } from 'vitest';
import { builtStages } from '../../src/checks/built-stages.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';

const TEXT = `ARG BASE=lower
FROM alpine AS lower
FROM debian AS other
FROM \${BASE} AS upper
FROM upper
`;

describe('the stages that are in the image', () => {
  const table: readonly [target: string | null, buildArgs: Record<string, string>, indexes: number[]][] = [
    [null, {}, [0, 2, 3]],
    ['upper', {}, [0, 2]],
    ['UPPER', {}, [0, 2]],
    ['2', {}, [0, 2]],
    ['other', {}, [1]],
    [null, { BASE: 'other' }, [1, 2, 3]],
    [null, { BASE: 'busybox' }, [2, 3]],
    ['none of them', {}, []],
  ];

  for (const [target, buildArgs, indexes] of table) {
    it(`${target ?? 'the last'} with ${JSON.stringify(buildArgs)}: ${indexes.join(', ')}`, () => {
      const choice = { target, buildArgs: new Map(Object.entries(buildArgs)) };
      const stages = builtStages(parseDockerfile(TEXT, 'Dockerfile'), choice);
      expect(stages.map(({ index }) => index)).toEqual(indexes);
    });
  }

  it('are none without a Dockerfile, or without a FROM', () => {
    const choice = { target: null, buildArgs: new Map<string, string>() };
    expect(builtStages(null, choice)).toEqual([]);
    expect(builtStages(parseDockerfile('', 'Dockerfile'), choice)).toEqual([]);
  });
});
