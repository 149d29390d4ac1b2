import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageGlob, imagePattern, registryGlob } from '../../src/util/image-glob.ts';

describe('a pattern over images', () => {
  it.each([
    ['alpine', 'docker.io/library/alpine'],
    ['acme/app', 'docker.io/acme/app'],
    ['docker.io/alpine', 'docker.io/library/alpine'],
    ['index.docker.io/alpine', 'docker.io/library/alpine'],
    ['hub.docker.com/acme/app', 'docker.io/acme/app'],
    ['docker.io/*', 'docker.io/library/*'],
    ['docker.io/**', 'docker.io/**'],
    ['GHCR.io/acme/*', 'ghcr.io/acme/*'],
    ['localhost/app', 'localhost/app'],
    ['*.example.com/app', '*.example.com/app'],
    ['**', '**'],
  ])('%s stands for %s', (pattern, expected) => {
    expect(imagePattern(pattern)).toBe(expected);
  });

  it.each(['', ' ', 'ghcr.io/', 'alpine:3.20', 'ghcr.io/a@sha256:1'])(
    'could never match: "%s"',
    (pattern) => {
      expect(imagePattern(pattern)).toBeNull();
      expect(imageGlob(pattern)).toBeNull();
    },
  );

  it('fits what it says and nothing beside it', () => {
    const team = imageGlob('ghcr.io/acme/*');
    expect(team?.matches('ghcr.io/acme/app')).toBe(true);
    expect(team?.matches('ghcr.io/acme/app/sub')).toBe(false);
    expect(team?.matches('ghcr.io/acme-evil/app')).toBe(false);
    expect(team?.matches('xghcr.io/acme/app')).toBe(false);
  });

  it('can be any text', () => {
    fc.assert(
      fc.property(fc.string(), (pattern) => {
        const found = imageGlob(pattern);
        expect(found === null || typeof found.matches('docker.io/library/alpine') === 'boolean').toBe(true);
      }),
    );
  });
});

describe('a pattern over registries', () => {
  it.each([
    ['ghcr.io', 'ghcr.io', true],
    ['GHCR.IO', 'ghcr.io', true],
    ['index.docker.io', 'docker.io', true],
    ['*.example.com', 'a.example.com', true],
    ['*.example.com', 'a.b.example.com', false],
    ['ghcr.io', 'evil-ghcr.io', false],
  ])('%s and %s: %s', (pattern, host, expected) => {
    expect(registryGlob(pattern)?.matches(host)).toBe(expected);
  });

  it.each(['', 'ghcr.io/acme', 'user@ghcr.io'])('could never match: "%s"', (pattern) => {
    expect(registryGlob(pattern)).toBeNull();
  });
});
