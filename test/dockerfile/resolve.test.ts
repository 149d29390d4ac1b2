import { describe, expect, test } from 'vitest';
import type { Resolved } from '../../src/dockerfile/variables.ts';
import { newResolver } from '../../src/dockerfile/resolve.ts';
import { aDockerfile } from '../support/dockerfiles.ts';

/** Resolves what `RUN text` (or the last FROM's image) holds, where it stands. */
function resolved(lines: readonly string[], buildArgs: Readonly<Record<string, string>> = {}): Resolved {
  const dockerfile = aDockerfile(...lines);
  const last = dockerfile.instructions.at(-1);
  if (last === undefined) throw new Error('no instruction');
  const text = last.keyword === 'FROM' ? (last.words[0]?.text ?? '') : last.argument.text;
  return newResolver(dockerfile, new Map(Object.entries(buildArgs))).resolve(text, last);
}

describe('ARG and ENV', () => {
  test.each([
    ['a global ARG in FROM', ['ARG T=1', 'FROM a:$T'], 'a:1'],
    ['a global ARG made of another', ['ARG A=1', 'ARG T=${A}.2', 'FROM a:$T'], 'a:1.2'],
    ['ENV of the stage', ['FROM a', 'ENV X=1', 'USER $X'], '1'],
    ['the value before, not after', ['FROM a', 'ENV X=1', 'ENV X=2 Y=$X', 'USER $Y'], '1'],
    ['the old form of ENV', ['FROM a', 'ENV X one two', 'USER $X'], 'one two'],
    ['ARG with a default', ['FROM a', 'ARG X=1', 'USER $X'], '1'],
    ['a global ARG declared again', ['ARG X=1', 'FROM a', 'ARG X', 'USER $X'], '1'],
    ['a default that hides the global one', ['ARG X=1', 'FROM a', 'ARG X=2', 'USER $X'], '2'],
    ['the environment of the stage it starts from', ['FROM a AS b', 'ENV X=1', 'FROM b', 'USER $X'], '1'],
    ['several ARGs in one instruction', ['FROM a', 'ARG X=1 Y=2', 'USER $X$Y'], '12'],
    ['a default in the word', ['FROM a', 'USER ${X:-app}'], 'app'],
    ['quotes', ['FROM a', 'ENV X="a b"', 'USER $X'], 'a b'],
  ])('%s', (_name, lines, expected) => {
    expect(resolved(lines)).toEqual({ text: expected, unresolved: [], error: null });
  });

  test.each([
    ['a global ARG is not seen inside a stage', ['ARG X=1', 'FROM a', 'USER $X'], ['X']],
    ['an ARG without a value', ['ARG T', 'FROM a:$T'], ['T']],
    ['ENV of another stage', ['FROM a AS b', 'ENV X=1', 'FROM c', 'USER $X'], ['X']],
    ['ENV in a later instruction', ['FROM a', 'ENV Y=$X X=1', 'USER $Y'], ['X']],
    ['what a value without a value is made of', ['ARG A', 'ARG T=x$A', 'FROM a:$T'], ['A']],
    ['ENV is not seen in FROM', ['FROM a', 'ENV T=1', 'FROM a:$T'], ['T']],
    ['a variable made of itself', ['FROM a', 'ENV X=$X', 'USER $X'], ['X']],
  ])('no value: %s', (_name, lines, unresolved) => {
    expect(resolved(lines)).toMatchObject({ text: null, unresolved });
  });

  test('build arguments win over defaults, for declared ARGs only', () => {
    expect(resolved(['ARG T=1', 'FROM a:$T'], { T: '9' }).text).toBe('a:9');
    expect(resolved(['FROM a', 'ARG X=1', 'USER $X'], { X: '9' }).text).toBe('9');
    expect(resolved(['FROM a', 'USER $X'], { X: '9' }).text).toBeNull();
    expect(resolved(['FROM a', 'ENV X=1', 'USER $X'], { X: '9' }).text).toBe('1');
  });

  test('a build argument is taken as it is', () => {
    expect(resolved(['ARG A=1', 'ARG T', 'FROM a:$T'], { T: '$A' }).text).toBe('a:$A');
  });

  test('platform arguments need no declaration in FROM', () => {
    expect(resolved(['FROM a:$TARGETARCH'], { TARGETARCH: 'arm64' }).text).toBe('a:arm64');
    expect(resolved(['FROM a:$TARGETARCH']).unresolved).toEqual(['TARGETARCH']);
  });

  test('values that double with every line end as unresolved, not as a full memory', () => {
    const lines = [
      'FROM a',
      'ENV A=xxxxxxxxxx',
      ...Array.from({ length: 60 }, () => 'ENV A=$A$A'),
      'USER $A',
    ];
    expect(resolved(lines).text).toBeNull();
  });
});

describe('what stages start from', () => {
  test('build arguments can change it', () => {
    const dockerfile = aDockerfile('ARG B=alpine', 'FROM debian AS base', 'FROM $B');
    expect(newResolver(dockerfile, new Map()).bases[1]?.kind).toBe('image');
    expect(newResolver(dockerfile, new Map([['B', 'BASE']])).bases[1]).toEqual({ kind: 'stage', index: 0 });
  });
});
