import { InputError } from '../../model/errors.ts';
import type { Reference } from '../../model/reference.ts';
import { parseReference } from '../../model/reference.ts';
import type { RuleMetadata } from '../../model/rule.ts';
import type { TrustPolicy } from '../../model/trust.ts';
import { glob } from '../../util/glob.ts';
import { TR_DIGEST, TR_IMAGE, TR_REGISTRY } from './rules.ts';

/** A rule that a reference breaks, and how. */
export interface Breach {
  readonly rule: RuleMetadata;
  /** One or two plain sentences. */
  readonly message: string;
}

/** Holds one reference, as it was written in `text`, against the rules. */
export type Trusted = (reference: Reference, text: string) => readonly Breach[];

const DOCKER_HUB = 'docker.io';
const DOCKER_HUB_HOSTS: readonly string[] = ['index.docker.io', 'registry-1.docker.io', 'hub.docker.com'];

/**
 * Makes the trust rules ready. A registry is compared with the whole host and port, an image with
 * `registry/repository`; in a host `*` stands for one label, in an image for one part of the path, and `**`
 * for any text in both. What has no registry is on docker.io, as for `docker pull`.
 * Throws `InputError` for a pattern that could never match.
 */
export function trustedBy({ registries, images, digest }: TrustPolicy): Trusted {
  const hosts = registries.map((pattern) => glob(registryPattern(pattern), '.'));
  const names = images.map((pattern) => glob(imagePattern(pattern), '/'));
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
    if (digest === 'required' && reference.digest === null) {
      const message = `"${text}" has no digest, and trust.digest requires one. Add @sha256:… to it.`;
      breaches.push({ rule: TR_DIGEST, message });
    }
    return breaches;
  };
}

function registryPattern(pattern: string): string {
  const host = pattern.trim().toLowerCase();
  if (host === '' || host.includes('/') || host.includes('@')) {
    throw new InputError('TRUST_PATTERN', `trust.registries: "${pattern}" is not a registry`, {
      hint: 'Write the host, with its port if it has one, and nothing else: ghcr.io, *.example.com, localhost:5000.',
    });
  }
  return normalHost(host);
}

/** With the registry that `docker pull` would take, so that `alpine` and `docker.io/library/alpine` are the same. */
function imagePattern(pattern: string): string {
  const text = pattern.trim();
  const slash = text.indexOf('/');
  const first = (slash < 0 ? '' : text.slice(0, slash)).toLowerCase();
  const path = text.slice(slash + 1);
  if (text === '' || path === '' || /[:@]/u.test(path)) {
    throw new InputError('TRUST_PATTERN', `trust.images: "${pattern}" is not the name of an image`, {
      hint: 'Write registry and repository, without tag or digest: docker.io/library/alpine, ghcr.io/example/**.',
    });
  }
  if (text.startsWith('**') || first.includes('*')) return text;
  if (first === 'localhost' || /[.:]/u.test(first)) return normalName(`${normalHost(first)}/${path}`);
  return normalName(`${DOCKER_HUB}/${text}`);
}

/** `docker.io/alpine` is `docker.io/library/alpine`. */
function normalName(name: string): string {
  const reference = parseReference(name);
  if (reference !== null) return `${reference.registry}/${reference.repository}`;
  const isShort = name.startsWith(`${DOCKER_HUB}/`) && name.split('/').length === 2 && !name.includes('**');
  return isShort ? name.replace('/', '/library/') : name;
}

function normalHost(host: string): string {
  return DOCKER_HUB_HOSTS.includes(host) ? DOCKER_HUB : host;
}
