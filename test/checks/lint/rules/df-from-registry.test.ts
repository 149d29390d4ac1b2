import { describe, expect, test } from 'vitest';
import { dfFromRegistry } from '../../../../src/checks/lint/rules/df-from-registry.ts';
import { DEFAULT_LINT_OPTIONS } from '../../../../src/model/lint.ts';
import { caughtBy } from '../../../support/linting.ts';

const CHOICE = {
  options: {
    ...DEFAULT_LINT_OPTIONS,
    trustedRegistries: ['ghcr.io', '*.example.com', 'quay*', 'localhost:5000'],
  },
};

describe('catches', () => {
  test.each<[string, string[]]>([
    ['FROM debian:12', ['debian:12']],
    ['FROM a/b:1', ['a/b:1']],
    ['FROM docker.io/a/b:1', ['docker.io/a/b:1']],
    ['FROM example.com/b:1', ['example.com/b:1']],
    ['FROM ghcr.io.evil.com/a:1', ['ghcr.io.evil.com/a:1']],
    ['FROM myghcr.io/a:1', ['myghcr.io/a:1']],
    ['FROM ghcr.io:443/a:1', ['ghcr.io:443/a:1']],
    ['FROM localhost/a:1', ['localhost/a:1']],
    ['FROM quay/a:1', ['quay/a:1']],
    ['FROM debian:12 AS x\nFROM x', ['debian:12']],
    ['FROM scratch\nCOPY --from=debian:12 /a /b', ['--from=debian:12']],
    [
      'FROM scratch\nRUN --mount=type=bind,from=debian:12,target=/x ls',
      ['--mount=type=bind,from=debian:12,target=/x'],
    ],
    ['ARG R=docker.io\nFROM ${R}/a:1', ['${R}/a:1']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfFromRegistry, text, CHOICE)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'FROM ghcr.io/a/b:1',
    'FROM GHCR.IO/a:1',
    'FROM a.example.com/b:1',
    'FROM x.a.example.com/b:1',
    'FROM quay.io/a:1',
    'FROM localhost:5000/a',
    'FROM scratch',
    'FROM ghcr.io/a:1 AS x\nFROM x\nCOPY --from=x /a /b\nCOPY --from=0 /a /b',
    'FROM ghcr.io/a@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    'ARG R=ghcr.io\nFROM $R/a:1',
  ])('%j', (text) => {
    expect(caughtBy(dfFromRegistry, text, CHOICE)).toEqual([]);
  });
});

describe('trusted registries', () => {
  test.each<[string, string, string[]]>([
    ['docker.io', 'FROM a/b:1', []],
    ['hub.docker.com', 'FROM debian:12', []],
    ['docker.io', 'FROM index.docker.io/library/a:1', []],
    ['docker.io', 'FROM ghcr.io/a:1', ['ghcr.io/a:1']],
    ['*', 'FROM ghcr.io/a:1', []],
  ])('%s: %s', (registry, text, expected) => {
    const options = { ...DEFAULT_LINT_OPTIONS, trustedRegistries: [registry] };
    expect(caughtBy(dfFromRegistry, text, { options })).toEqual(expected);
  });

  test('without any, all are trusted', () => {
    expect(caughtBy(dfFromRegistry, 'FROM a.b/c:1')).toEqual([]);
  });
});
