import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatReference, isDigest, parseReference } from '../../src/model/reference.ts';

const DIGEST = `sha256:${'0f'.repeat(32)}`;

describe('a reference', () => {
  it.each([
    ['alpine', 'docker.io/library/alpine'],
    ['alpine:3.20', 'docker.io/library/alpine:3.20'],
    ['org/app', 'docker.io/org/app'],
    ['docker.io/alpine', 'docker.io/library/alpine'],
    ['index.docker.io/library/alpine', 'docker.io/library/alpine'],
    ['registry-1.docker.io/org/app', 'docker.io/org/app'],
    ['ghcr.io/org/app:1.2', 'ghcr.io/org/app:1.2'],
    ['localhost/app', 'localhost/app'],
    ['localhost:5000/app', 'localhost:5000/app'],
    ['127.0.0.1:5000/a/b/c:x', '127.0.0.1:5000/a/b/c:x'],
    ['[::1]:5000/app', '[::1]:5000/app'],
    [`app@${DIGEST}`, `docker.io/library/app@${DIGEST}`],
    [`ghcr.io/a/b:1@${DIGEST}`, `ghcr.io/a/b:1@${DIGEST}`],
    ['a__b/c-d--e', 'docker.io/a__b/c-d--e'],
    ['UPPER/app', 'UPPER/app'],
  ])('%s means %s', (text, full) => {
    const reference = parseReference(text);
    expect(reference === null ? null : formatReference(reference)).toBe(full);
  });

  it.each([
    [''],
    ['UPPER'],
    ['org/UPPER'],
    ['app:'],
    ['app:-x'],
    [`app:${'x'.repeat(129)}`],
    ['app@'],
    ['app@sha256:abc'],
    [`app@sha512:${'0'.repeat(128)}`],
    [`app@SHA256:${'0'.repeat(64)}`],
    ['a//b'],
    ['/a'],
    ['a/'],
    ['a b'],
    ['a\nb'],
    ['https://ghcr.io/a/b'],
    ['-host.io/a'],
    ['ghcr.io/../b'],
    [`ghcr.io/${'a'.repeat(255)}`],
  ])('%j is none', (text) => {
    expect(parseReference(text)).toBeNull();
  });

  it('written in full is read as the same again', () => {
    const part = fc.stringMatching(/^[a-z0-9]{1,8}(?:[._-][a-z0-9]{1,4})?$/u);
    const host = fc.constantFrom('docker.io', 'ghcr.io', 'localhost:5000', 'r.example.com', '10.0.0.1:80');
    const tag = fc.option(fc.stringMatching(/^\w[\w.-]{0,20}$/u));
    const digest = fc.option(fc.constant(DIGEST));
    const references = fc.record({
      registry: host,
      repository: fc.array(part, { minLength: 2, maxLength: 4 }).map((parts) => parts.join('/')),
      tag,
      digest,
    });
    fc.assert(
      fc.property(references, (reference) => {
        expect(parseReference(formatReference(reference))).toEqual(reference);
      }),
    );
  });

  it('is never made of what a shell, a URL or a log could take for more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const reference = parseReference(text);
        if (reference !== null) expect(formatReference(reference)).toMatch(/^[A-Za-z0-9._\-/:@[\]]+$/u);
      }),
    );
  });
});

describe('a digest', () => {
  it.each([
    [DIGEST, true],
    [DIGEST.toUpperCase(), false],
    [DIGEST.slice(0, -1), false],
    [`${DIGEST}\n`, false],
    ['', false],
  ])('%j: %s', (text, is) => {
    expect(isDigest(text)).toBe(is);
  });
});
