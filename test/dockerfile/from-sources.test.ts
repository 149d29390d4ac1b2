import { describe, expect, test } from 'vitest';
import { fromSources, mountOptions } from '../../src/dockerfile/from-sources.ts';
import { aDockerfile } from '../support/dockerfiles.ts';

function sources(line: string): string[] {
  return aDockerfile(line)
    .instructions.flatMap(fromSources)
    .map(({ name }) => name);
}

describe('names of stages and images', () => {
  test.each<[string, string[]]>([
    ['COPY --from=a b c', ['a']],
    ['RUN --mount=type=bind,from=a,target=/x b', ['a']],
    ['RUN --mount=from=a --mount=type=cache,from=b c', ['a', 'b']],
    ['RUN --mount=type=bind,"from=a" b', ['a']],
    ['RUN --mount=type=bind,from=a,\\"source=x,from=s,y\\",target=/x b', ['a']],
    ['RUN --mount=\\"from=a\\",target=/x b', ['a']],
    ['RUN --mount=\\"from=a\\"\\"c\\",target=/x b', ['a"c']],
    ['COPY a b', []],
    ['COPY --from= a b', []],
    ['RUN --mount=type=secret,id=from b', []],
    ['RUN echo --mount=from=a', []],
    ['FROM --from=a b', []],
  ])('%s', (line, expected) => {
    expect(sources(line)).toEqual(expected);
  });
});

test('mount options are read with their keys in lower case', () => {
  expect([...mountOptions('Type=secret,id=a=b,readonly')]).toEqual([
    ['type', 'secret'],
    ['id', 'a=b'],
    ['readonly', ''],
  ]);
});
