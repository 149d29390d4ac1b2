import { describe, expect, it } from 'vitest';
import type { NamedImage, TrustSubject } from '../../../src/checks/signatures/named-images.ts';
import { dockerfileImages, subjectImage } from '../../../src/checks/signatures/named-images.ts';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';

const IMAGE_ID = `sha256:4f3a${'0'.repeat(60)}`;

describe('the image under test', () => {
  const table: readonly [string, Pick<TrustSubject, 'source' | 'reference'>, string | null][] = [
    ['from a registry', { source: 'registry', reference: 'alpine:3.20' }, 'known docker.io/library/alpine'],
    ['from the daemon', { source: 'daemon', reference: 'ghcr.io/a/b' }, 'known ghcr.io/a/b'],
    ['from the daemon by id', { source: 'daemon', reference: IMAGE_ID }, 'nameless'],
    ['from the daemon by short id', { source: 'daemon', reference: '4f3a' }, 'nameless'],
    ['that only looks like an id', { source: 'daemon', reference: 'beef' }, 'known docker.io/library/beef'],
    ['with a name that is none', { source: 'registry', reference: 'Not An Image' }, 'unknown'],
    ['from an archive', { source: 'archive', reference: 'alpine.tar' }, 'nameless'],
    ['from a layout', { source: 'layout', reference: 'alpine' }, 'nameless'],
    ['that was built', { source: 'build', reference: 'alpine' }, null],
  ];

  for (const [what, subject, expected] of table) {
    it(`${what}: ${expected ?? 'is judged by its bases'}`, () => {
      const image = subjectImage({
        ...subject,
        imageId: IMAGE_ID,
        descriptors: [],
        config: { created: null },
      });
      expect(image === null ? null : short(image)).toBe(expected);
    });
  }
});

describe('the images of a Dockerfile', () => {
  it('are those of FROM, COPY --from, RUN --mount and the syntax line', () => {
    const text = `# syntax=docker/dockerfile:1
FROM golang:1.23 AS build
RUN --mount=type=bind,from=quay.io/a/tools,target=/t make
FROM scratch
COPY --from=build /app /app
COPY --from=ghcr.io/a/b:1 /x /x
`;
    expect(images(text)).toEqual([
      'known docker.io/docker/dockerfile',
      'known docker.io/library/golang',
      'known quay.io/a/tools',
      'known ghcr.io/a/b',
    ]);
  });

  it('are not all known when a build argument names the program that reads it', () => {
    const text = 'FROM alpine\n';
    expect(images(text, null, { BUILDKIT_SYNTAX: 'evil.example/frontend' })).toEqual([
      'unknown',
      'known docker.io/library/alpine',
    ]);
    expect(images(text, null, { SYNTAX: 'evil.example/frontend' })).toEqual([
      'known docker.io/library/alpine',
    ]);
  });

  it('are only those that the target needs', () => {
    const text = 'FROM alpine AS a\nFROM debian AS b\n';
    expect(images(text, 'a')).toEqual(['known docker.io/library/alpine']);
    expect(images(text)).toEqual(['known docker.io/library/debian']);
  });

  it('are found through ARGs and build arguments', () => {
    const text = 'ARG BASE=alpine\nFROM ${BASE}\n';
    expect(images(text)).toEqual(['known docker.io/library/alpine']);
    expect(images(text, null, { BASE: 'ghcr.io/a/b' })).toEqual(['known ghcr.io/a/b']);
  });

  it('are unknown when an ARG has no value', () => {
    expect([...named('ARG BASE\nFROM ${BASE}\n')]).toEqual([
      {
        kind: 'unknown',
        place: 'Dockerfile:2',
        reason: '"${BASE}" names an image by BASE, which has no value here; give it as a build argument',
      },
    ]);
  });

  it('are unknown when what is written is no reference', () => {
    expect(images('FROM Not_An_Image\n')).toEqual(['unknown']);
  });

  it('are unknown when there is no FROM, or a part that could not be read', () => {
    expect(images('RUN true\n')).toContain('unknown');
    expect(images('# syntax=evil.test/frontend\nFROM alpine\n')).toEqual([
      'unknown',
      'known evil.test/frontend',
      'known docker.io/library/alpine',
    ]);
  });

  it('are those that are named, when what is wrong hides none', () => {
    expect(images('RUN true\nFROM alpine\n')).toEqual(['known docker.io/library/alpine']);
  });

  it('are located where they stand', () => {
    const [image] = named('FROM alpine AS a\n');
    expect(image).toMatchObject({
      location: {
        path: null,
        layer: null,
        dockerfile: { path: 'Dockerfile', line: 1, column: 6, endColumn: 12 },
      },
    });
  });
});

function named(
  text: string,
  target: string | null = null,
  buildArgs: Readonly<Record<string, string>> = {},
): Iterable<NamedImage> {
  return dockerfileImages(parseDockerfile(text, 'Dockerfile'), {
    target,
    buildArgs: new Map(Object.entries(buildArgs)),
  });
}

function images(...input: Parameters<typeof named>): readonly string[] {
  return [...named(...input)].map(short);
}

function short(image: NamedImage): string {
  if (image.kind !== 'known') return image.kind;
  return `known ${image.reference.registry}/${image.reference.repository}`;
}
