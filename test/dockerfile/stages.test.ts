import { describe, expect, test } from 'vitest';
import { findStage, stageChain, stagesNeeded, targetStage } from '../../src/dockerfile/stages.ts';
import { aDockerfile } from '../support/dockerfiles.ts';

const MANY = aDockerfile(
  'FROM alpine AS tools',
  'FROM alpine AS unused',
  'FROM alpine AS Base',
  'FROM base AS build',
  'COPY --from=tools /a /b',
  'FROM scratch AS mounted',
  'FROM scratch',
  'COPY --from=build /a /b',
  'RUN --mount=type=bind,from=4,target=/x true',
);
const BASES = MANY.stages.map(({ base }) => base);

describe('the target', () => {
  test.each([
    [null, 5],
    ['base', 2],
    ['BASE', 2],
    ['3', 3],
    ['0', 0],
  ])('%s is stage %i', (target, index) => {
    expect(targetStage(MANY, target)?.index).toBe(index);
  });

  test.each(['nope', '6', '-1', '1.0', ''])('"%s" is none', (target) => {
    expect(targetStage(MANY, target)).toBeNull();
  });

  test('of two stages with one name the last is meant', () => {
    expect(findStage(aDockerfile('FROM a AS x', 'FROM b AS x', 'FROM c'), 'x')?.index).toBe(1);
  });

  test.each([
    ['FROM a A\u017f tools', 'tools'],
    ['FROM a AS L\u0130nt', 'lint'],
    ['FROM a AS \u212aeys', 'keys'],
  ])('letters are folded as the builder does: %s', (from, name) => {
    const file = aDockerfile(from, `FROM ${name}`);
    expect(findStage(file, name)?.index).toBe(0);
    expect(file.stages[1]?.base).toEqual({ kind: 'stage', index: 0 });
    expect(file.problems).toEqual([]);
  });

  test('a file without stages has none', () => {
    expect(targetStage(aDockerfile('ARG A'), null)).toBeNull();
  });
});

describe('the graph', () => {
  test.each([
    [null, [0, 2, 3, 4, 5]],
    ['build', [0, 2, 3]],
    ['unused', [1]],
  ])('target %s needs %j', (target, expected) => {
    const stage = targetStage(MANY, target);
    const needed = stage === null ? [] : [...stagesNeeded(MANY, stage, BASES)];
    expect(needed.toSorted((a, b) => a - b)).toEqual(expected);
  });

  test('the chain holds the stages it starts from, not those it copies from', () => {
    const stage = targetStage(MANY, 'build');
    expect(stage && stageChain(MANY, stage, BASES).map(({ index }) => index)).toEqual([3, 2]);
  });

  test('stages that copy from each other do not go round for ever', () => {
    const dockerfile = aDockerfile(
      'FROM a AS x',
      'COPY --from=y /a /b',
      'FROM a AS y',
      'COPY --from=x /a /b',
    );
    const stage = targetStage(dockerfile, 'y');
    expect(stage && stagesNeeded(dockerfile, stage, []).size).toBe(2);
  });
});
