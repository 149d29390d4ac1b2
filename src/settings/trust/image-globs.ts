import { imagePattern, registryPattern } from '../../util/image-glob.ts';
import { quote } from '../kinds.ts';
import type { Spot } from './spot.ts';
import { itemsOf, refusal, textOf } from './spot.ts';

const TAG = /^[\w.*-]{1,128}$/u;
// What names of hosts and repositories are made of, and stars.
const HOST = /^[A-Za-z0-9.*_[\]:-]{1,255}$/u;
const IMAGE = /^[A-Za-z0-9.*_/[\]:-]{1,512}$/u;
// An address or a path that ends in nothing, brackets behind the host, and a host alone, which would be read as the
// name of an image on docker.io.
const NEVER = /\/\/|\/$|\/.*[[\]]|^[^/*]*\.[^/*]*$/u;

/** Patterns over hosts, as they were written. Throws `InputError` TRUST_PATTERN for one that could never match. */
export function registryGlobsOf(spot: Spot): readonly string[] {
  return globsOf(spot, {
    fits: (pattern) => HOST.test(pattern) && registryPattern(pattern) !== null,
    what: 'a registry',
    hint: 'Write the host, with its port if it has one, and nothing else: ghcr.io, *.example.com, localhost:5000.',
  });
}

/** Patterns over `registry/repository`, as they were written. */
export function imageGlobsOf(spot: Spot): readonly string[] {
  return globsOf(spot, {
    fits: (pattern) => IMAGE.test(pattern) && !NEVER.test(pattern) && imagePattern(pattern) !== null,
    what: 'the name of an image',
    hint:
      'Write registry and repository, without https://, tag or digest: docker.io/library/alpine, ' +
      'ghcr.io/example/**.',
  });
}

/** Patterns over tags. */
export function tagGlobsOf(spot: Spot): readonly string[] {
  return globsOf(spot, {
    fits: (pattern) => TAG.test(pattern),
    what: 'a tag',
    hint: 'Write letters, digits, _ . - and *: v*, 1.2.*.',
  });
}

function globsOf(
  spot: Spot,
  options: { readonly fits: (pattern: string) => boolean; readonly what: string; readonly hint: string },
): readonly string[] {
  const seen = new Set<string>();
  for (const item of itemsOf(spot)) {
    const pattern = textOf(item);
    if (!options.fits(pattern)) {
      throw refusal(item, `${quote(pattern)} is not ${options.what}`, {
        code: 'TRUST_PATTERN',
        hint: options.hint,
      });
    }
    if (seen.has(pattern))
      throw refusal(item, `${quote(pattern)} is there twice`, { hint: 'Remove one of them.' });
    seen.add(pattern);
  }
  return [...seen];
}
