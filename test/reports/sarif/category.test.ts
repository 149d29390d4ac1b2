import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { asAutomationId, categoryOf } from '../../../src/reports/sarif/category.ts';
import { sampleReport, sampleSubject } from '../../support/sample-report.ts';

function category(
  source: 'build' | 'daemon' | 'registry' | 'archive' | 'layout',
  reference: string,
  dockerfile: string | null = null,
): string {
  return categoryOf(sampleReport({ subject: sampleSubject({ source, reference }), dockerfile }));
}

describe('categoryOf', () => {
  it.each([
    ['registry', 'ghcr.io/org/app:1.2', 'ghcr.io/org/app'],
    ['registry', `ghcr.io/org/app:1.2@sha256:${'a'.repeat(64)}`, 'ghcr.io/org/app'],
    ['registry', `ghcr.io/org/app@sha256:${'a'.repeat(64)}`, 'ghcr.io/org/app'],
    ['registry', 'localhost:5000/app:1', 'localhost:5000/app'],
    ['registry', 'localhost:5000/app', 'localhost:5000/app'],
    ['daemon', 'alpine:3.10', 'docker.io/library/alpine'],
    ['daemon', 'docker.io/library/alpine', 'docker.io/library/alpine'],
    ['archive', 'images/app.tar', 'app'],
    ['archive', '/tmp/x/app.docker-archive.tar.gz', 'app.docker-archive'],
    ['archive', String.raw`C:\images\app.tgz`, 'app'],
    ['layout', 'out/app.oci/', 'app.oci'],
  ] as const)('of %s %s holds no tag, digest or folder', (source, reference, name) => {
    expect(category(source, reference)).toBe(`image-gate/${name}/linux/amd64/`);
  });

  it.each([
    ['ghcr.io/org/app:pr-12', 'Dockerfile', 'ghcr.io/org/app'],
    ['app:test', 'Dockerfile', 'docker.io/library/app'],
    ['.', 'Dockerfile', 'Dockerfile'],
    ['.', 'services/web/Dockerfile', 'services/web/Dockerfile'],
    ['services/web', './services/web/Dockerfile', 'services/web/Dockerfile'],
    ['./services/web', null, 'services/web'],
    ['.', null, 'here'],
  ])('of a build %s with %s is its tag, else its Dockerfile', (reference, dockerfile, name) => {
    expect(category('build', reference, dockerfile)).toBe(`image-gate/${name}/linux/amd64/`);
  });

  it('of a lint alone is the Dockerfile', () => {
    expect(categoryOf(sampleReport({ subject: null, dockerfile: 'a/Dockerfile' }))).toBe(
      'image-gate/a/Dockerfile/',
    );
  });

  it('tells two platforms of one image apart', () => {
    const subject = sampleSubject({ platform: 'linux/arm64/v8' });
    expect(categoryOf(sampleReport({ subject }))).toBe('image-gate/ghcr.io/org/app/linux/arm64/v8/');
  });

  it('is harmless for any reference', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('build', 'registry', 'archive'),
        (reference, source) => {
          expect(category(source as 'build', reference)).toMatch(
            /^image-gate\/[\w.:@+/-]+\/linux\/amd64\/$/u,
          );
        },
      ),
    );
  });
});

describe('asAutomationId', () => {
  it.each([
    ['mine', 'mine/'],
    ['mine/', 'mine/'],
    ['a/b//', 'a/b/'],
  ])('%j ends with one slash', (text, expected) => {
    expect(asAutomationId(text)).toBe(expected);
  });
});
