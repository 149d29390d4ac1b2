import type { BuildSource } from '../../src/model/source.ts';

/** A build of the working directory with nothing special about it. */
export function buildSource(change: Partial<BuildSource> = {}): BuildSource {
  return {
    kind: 'build',
    context: '.',
    file: null,
    target: null,
    buildArgs: [],
    secrets: [],
    labels: [],
    tags: [],
    cacheFrom: [],
    cacheTo: [],
    ...change,
  };
}
