import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageUses } from '../../src/dockerfile/image-uses.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { pinImages } from '../../src/dockerfile/pin.ts';
import { formatReference, parseReference } from '../../src/model/reference.ts';

const D = `sha256:${'a'.repeat(64)}`;
const NO_ARGS: ReadonlyMap<string, string> = new Map();

describe('an image with a pin is named by its digest', () => {
  it.each([
    [
      'in FROM',
      'FROM alpine:3.20 AS x\nRUN true\n',
      `FROM docker.io/library/alpine:3.20@${D} AS x\nRUN true\n`,
    ],
    [
      'behind a platform',
      'FROM --platform=linux/amd64 alpine:3.20\n',
      `FROM --platform=linux/amd64 docker.io/library/alpine:3.20@${D}\n`,
    ],
    [
      'named by an argument',
      'ARG V=3.20\nFROM alpine:${V}\n',
      `ARG V=3.20\nFROM docker.io/library/alpine:3.20@${D}\n`,
    ],
    ['in quotes', 'FROM "alpine:3.20"\n', `FROM docker.io/library/alpine:3.20@${D}\n`],
    [
      'in COPY --from',
      'FROM scratch\nCOPY --from=alpine:3.20 --chown=1 /a /b\n',
      `FROM scratch\nCOPY --from=docker.io/library/alpine:3.20@${D} --chown=1 /a /b\n`,
    ],
    [
      'in RUN --mount',
      'FROM scratch\nRUN --mount=type=bind,from=alpine:3.20,target=/x true\n',
      `FROM scratch\nRUN --mount=type=bind,from=docker.io/library/alpine:3.20@${D},target=/x true\n`,
    ],
    [
      'as the frontend, and again below',
      '# syntax=alpine:3.20\nFROM alpine:3.20\n',
      `# syntax=docker.io/library/alpine:3.20@${D}\nFROM docker.io/library/alpine:3.20@${D}\n`,
    ],
    [
      'with Windows line ends',
      'FROM alpine:3.20\r\nRUN true\r\n',
      `FROM docker.io/library/alpine:3.20@${D}\r\nRUN true\r\n`,
    ],
  ])('%s', (_, before, after) => {
    expect(pinned(before)).toBe(after);
  });
});

describe('nothing changes', () => {
  it.each([
    ['for an image without a pin', 'FROM busybox:1\n'],
    ['for a stage of that name', 'FROM busybox AS alpine\nFROM alpine\n'],
    ['in a stage that the target does not need', 'FROM alpine:3.20 AS no\nFROM busybox\n'],
    ['in a comment or a shell command', 'FROM busybox\n# alpine:3.20\nRUN echo alpine:3.20\n'],
  ])('%s', (_, text) => {
    expect(pinned(text)).toBe(text);
  });
});

it('a name written over two lines is refused, not left as it was', () => {
  const text = 'FROM alp\\\nine:3.20\n';
  expect(imageUses(parseDockerfile(text, 'Dockerfile'), { target: null, buildArgs: NO_ARGS })).toHaveLength(
    1,
  );
  expect(() => pinned(text)).toThrow(expect.objectContaining({ code: 'PIN_IMPOSSIBLE' }) as Error);
});

it('a tag that moves is not followed: every use of a pinned name carries the digest, whatever the file', () => {
  const line = fc.constantFrom(
    'FROM alpine:3.20',
    'FROM alpine:3.20 AS b',
    'FROM b',
    'FROM busybox',
    'ARG T=3.20',
    'FROM alpine:$T',
    'COPY --from=alpine:3.20 /a /b',
    'RUN --mount=from=alpine:3.20,target=/m true',
    'RUN echo FROM alpine:3.20',
    '# alpine:3.20',
    'ONBUILD COPY --from=alpine:3.20 a b',
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const after = parseDockerfile(pinned(`${lines.join('\n')}\n`), 'Dockerfile');
      for (const { reference, needed } of imageUses(after, { target: null, buildArgs: NO_ARGS })) {
        if (needed && reference?.repository === 'library/alpine') expect(reference.digest).toBe(D);
      }
    }),
  );
});

function pinned(text: string): string {
  const reference = parseReference('alpine:3.20');
  if (reference === null) throw new Error('no reference');
  expect(formatReference(reference)).toBe('docker.io/library/alpine:3.20');
  const choice = { target: null, buildArgs: NO_ARGS };
  return pinImages(parseDockerfile(text, 'Dockerfile'), choice, [{ reference, digest: D }]);
}
