import { describe, expect, it } from 'vitest';

import type { Given } from '../../src/settings/given.ts';
import type { SettingName } from '../../src/settings/schema.ts';
import { readDockerfile, readSource, sourceMissing } from '../../src/settings/source.ts';
import { readValues } from '../../src/settings/values.ts';
import { misuse } from '../support/load.ts';

function source(values: Partial<Record<SettingName, string>>, door: 'cli' | 'action' = 'cli') {
  const inline: Given = new Map(
    Object.entries(values).map(
      ([name, text]) => [name as SettingName, { raw: [text], place: name }] as const,
    ),
  );
  const read = readValues(inline, new Map());
  return { values: read, source: () => readSource({ values: read, inline, door, command: 'check' }) };
}

describe('the source', () => {
  it.each([
    [
      { image: 'a', from: 'daemon', pull: 'never' },
      { kind: 'image', reference: 'a', from: 'daemon', pull: 'never' },
    ],
    [{ archive: 'a.tar' }, { kind: 'archive', path: 'a.tar' }],
    [{ layout: 'oci' }, { kind: 'layout', path: 'oci' }],
    [{}, null],
  ])('of %j is %j', (values, expected) => {
    expect(source(values).source()).toEqual(expected);
  });

  it('of a build has nothing that was not given', () => {
    expect(source({ build: '.' }).source()).toEqual({
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
    });
  });

  it('is named at each door as it is written there', () => {
    const both = { build: '.', image: 'a' };
    expect(misuse(() => source(both).source())).toContain('--build and --image are given');
    expect(misuse(() => source(both, 'action').source())).toContain(
      'input context and input image are given',
    );
    expect(sourceMissing('action', 'check').hint).toContain(
      'input context, input image, input archive, input layout',
    );
  });

  it('decides where the Dockerfile is, unless that is said', () => {
    const dockerfile = (values: Partial<Record<SettingName, string>>) => {
      const read = source(values);
      return readDockerfile({ values: read.values, source: read.source() });
    };
    expect(dockerfile({ build: 'app' })).toBe('app/Dockerfile');
    expect(dockerfile({ build: 'app', file: 'x/Dockerfile' })).toBe('x/Dockerfile');
    expect(dockerfile({ archive: 'a.tar' })).toBeNull();
    expect(dockerfile({ archive: 'a.tar', file: 'Dockerfile' })).toBe('Dockerfile');
    expect(dockerfile({})).toBe('Dockerfile');
  });
});
