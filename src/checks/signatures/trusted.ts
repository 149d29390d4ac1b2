import { InputError } from '../../model/errors.ts';
import type { Reference } from '../../model/reference.ts';
import type { RuleMetadata } from '../../model/rule.ts';
import type { TrustPolicy } from '../../model/trust.ts';
import type { Glob } from '../../util/glob.ts';
import { glob } from '../../util/glob.ts';
import { imageGlob, registryGlob } from '../../util/image-glob.ts';
import { TR_DIGEST, TR_IMAGE, TR_REGISTRY, TR_TAG } from './rules.ts';

/** A rule that a reference breaks, and how. */
export interface Breach {
  readonly rule: RuleMetadata;
  /** One or two plain sentences. */
  readonly message: string;
}

/** What can be judged by the name alone. */
export type NameRules = Pick<TrustPolicy, 'registries' | 'images' | 'tags' | 'digest'>;

/** Holds one reference, as it was written in `text`, against the rules. */
export type Trusted = (reference: Reference, text: string) => readonly Breach[];

/**
 * Makes the trust rules ready. A registry is compared with the whole host and port, an image with
 * `registry/repository`; in a host `*` stands for one label, in an image for one part of the path, and `**`
 * for any text in both. What has no registry is on docker.io, as for `docker pull`.
 * Throws `InputError` for a pattern that could never match.
 */
export function trustedBy({ registries, images, tags, digest }: NameRules): Trusted {
  const hosts = registries.map(registryPattern);
  const names = images.map(imagesPattern);
  const allowedTags = tags.map((pattern) => glob(pattern, '/', 'exact'));
  return (reference, text) => {
    const name = `${reference.registry}/${reference.repository}`;
    const breaches: Breach[] = [];
    if (hosts.length > 0 && !hosts.some((host) => host.matches(reference.registry))) {
      const message = `"${text}" comes from ${reference.registry}, which is not in trust.registries.`;
      breaches.push({ rule: TR_REGISTRY, message: `${message} Use a trusted registry, or add this one.` });
    }
    if (names.length > 0 && !names.some((image) => image.matches(name))) {
      const message = `"${text}" is ${name}, which trust.images does not allow.`;
      breaches.push({ rule: TR_IMAGE, message: `${message} Use an allowed image, or add this one.` });
    }
    // A digest alone says which image, and nothing moves it: there is no tag to judge.
    const tag = reference.tag ?? (reference.digest === null ? 'latest' : null);
    if (allowedTags.length > 0 && tag !== null && !allowedTags.some((one) => one.matches(tag))) {
      const message = `"${text}" has the tag ${tag}, which trust.tags does not allow.`;
      breaches.push({ rule: TR_TAG, message: `${message} Use an allowed tag, or add this one.` });
    }
    if (digest === 'required' && reference.digest === null) {
      const message = `"${text}" has no digest, and trust.digest requires one. Add @sha256:… to it.`;
      breaches.push({ rule: TR_DIGEST, message });
    }
    return breaches;
  };
}

function registryPattern(pattern: string): Glob {
  const found = registryGlob(pattern);
  if (found !== null) return found;
  throw new InputError('TRUST_PATTERN', `trust.registries: "${pattern}" is not a registry`, {
    hint: 'Write the host, with its port if it has one, and nothing else: ghcr.io, *.example.com, localhost:5000.',
  });
}

function imagesPattern(pattern: string): Glob {
  const found = imageGlob(pattern);
  if (found !== null) return found;
  throw new InputError('TRUST_PATTERN', `trust.images: "${pattern}" is not the name of an image`, {
    hint: 'Write registry and repository, without tag or digest: docker.io/library/alpine, ghcr.io/example/**.',
  });
}
