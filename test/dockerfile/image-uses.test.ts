import { describe, expect, test } from 'vitest';
import { imageUses } from '../../src/dockerfile/image-uses.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { textAt } from '../support/dockerfiles.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

function uses(text: string, choice: { target?: string; buildArgs?: Record<string, string> } = {}) {
  const { target = null, buildArgs = {} } = choice;
  return imageUses(parseDockerfile(text, 'Dockerfile'), {
    target,
    buildArgs: new Map(Object.entries(buildArgs)),
  });
}

describe('every image is named', () => {
  test.each([
    ['FROM', 'FROM nginx:1', ['nginx:1']],
    ['FROM with a platform', 'FROM --platform=$BUILDPLATFORM nginx:1 AS x', ['nginx:1']],
    ['COPY --from', 'FROM scratch\nCOPY --from=nginx:1 /a /b', ['nginx:1']],
    ['RUN --mount', 'FROM scratch\nRUN --mount=type=bind,from=nginx:1,target=/x a', ['nginx:1']],
    ['two mounts', 'FROM scratch\nRUN --mount=from=a:1 --mount=type=cache,from=b:2 x', ['a:1', 'b:2']],
    ['ONBUILD', 'FROM scratch\nONBUILD COPY --from=nginx:1 /a /b', ['nginx:1']],
    ['an ARG', 'ARG I=nginx:1\nFROM $I', ['nginx:1']],
    ['quotes', 'FROM "nginx:1"', ['nginx:1']],
    ['a digest', `FROM ghcr.io/a/b:1@${DIGEST}`, [`ghcr.io/a/b:1@${DIGEST}`]],
  ])('%s', (_name, text, expected) => {
    expect(uses(text).map(({ resolved }) => resolved)).toEqual(expected);
  });

  test.each([
    ['scratch', 'FROM scratch'],
    ['a stage', 'FROM scratch AS a\nFROM a\nCOPY --from=A /x /y\nRUN --mount=from=0 x'],
  ])('%s is no image', (_name, text) => {
    expect(uses(text)).toEqual([]);
  });

  test('a stage that comes later is an image for FROM', () => {
    expect(uses('FROM b\nFROM scratch AS b').map(({ text }) => text)).toEqual(['b']);
  });
});

describe('what the builder puts into a name itself is not known', () => {
  test.each([
    ['FROM a AS st\nFROM ${TARGETARCH:+evil.example/}st', 'TARGETARCH'],
    ['FROM a AS st\nFROM ${BUILDOSVERSION+evil.example/}st', 'BUILDOSVERSION'],
    ['FROM a AS st\nFROM ${TARGETVARIANT-evil.example/}st', 'TARGETVARIANT'],
    ['FROM ${TARGETSTAGE:-a}', 'TARGETSTAGE'],
    ['ARG X=${TARGETOS:+evil.example/}st\nFROM a AS st\nFROM $X', 'TARGETOS'],
    ['ARG SOURCE_DATE_EPOCH=st\nFROM a AS st\nFROM $SOURCE_DATE_EPOCH', 'SOURCE_DATE_EPOCH'],
  ])('%s', (text, name) => {
    expect(uses(text).at(-1)).toMatchObject({
      resolved: null,
      unresolved: [name],
      reference: null,
      needed: true,
    });
  });

  test('but for what is given, or set before', () => {
    const text = 'ARG TARGETOS=b\nFROM ${TARGETARCH:-a}\nFROM $TARGETOS';
    const found = uses(text, { buildArgs: { TARGETARCH: 'arm64' } });
    expect(found.map(({ resolved }) => resolved)).toEqual(['arm64', 'b']);
  });
});

test('references are taken apart', () => {
  const [use] = uses(`FROM localhost:5000/a:1@${DIGEST}`);
  expect(use?.reference).toEqual({ registry: 'localhost:5000', repository: 'a', tag: '1', digest: DIGEST });
});

test('ranges are those of the name', () => {
  const text = 'FROM --platform=linux/amd64 \\\n  nginx:1 AS x\nCOPY --from=b:2 /a /b';
  expect(uses(text).map(({ range }) => textAt(text, range))).toEqual(['nginx:1', '--from=b:2']);
});

test('build arguments are used', () => {
  expect(uses('ARG T=1\nFROM a:$T', { buildArgs: { T: '2' } })[0]?.reference?.tag).toBe('2');
});

test.each([
  ['an ARG without a value', 'ARG T\nFROM a:$T', ['T']],
  ['a variable where none is filled in', 'FROM scratch\nARG T=1\nCOPY --from=a:$T /x /y', ['T']],
])('%s leaves no reference and names it', (_name, text, unresolved) => {
  expect(uses(text)[0]).toMatchObject({ resolved: null, reference: null, unresolved });
});

test('what is no reference has none', () => {
  expect(uses('FROM UPPER//x')[0]).toMatchObject({ resolved: 'UPPER//x', reference: null, unresolved: [] });
});

describe('needed or not', () => {
  const text = 'FROM a:1 AS a\nFROM b:1 AS b\nFROM c:1\nCOPY --from=a /x /y';

  test('what the target does not use is listed and marked', () => {
    expect(uses(text).map((use) => [use.text, use.needed])).toEqual([
      ['a:1', true],
      ['b:1', false],
      ['c:1', true],
    ]);
    expect(uses(text, { target: 'b' }).filter(({ needed }) => needed)).toHaveLength(1);
  });

  test('with a target that is not there all are needed', () => {
    expect(uses(text, { target: 'nope' }).every(({ needed }) => needed)).toBe(true);
  });
});
