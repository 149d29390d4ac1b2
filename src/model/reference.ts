/**
 * An image reference, with Docker's defaults filled in.
 * Source: github.com/distribution/reference, the grammar in its package documentation.
 */
export interface Reference {
  /** Host and port: `docker.io`, `ghcr.io`, `localhost:5000`. */
  readonly registry: string;
  /** `library/alpine`, `org/app`. */
  readonly repository: string;
  readonly tag: string | null;
  /** `sha256:…` */
  readonly digest: string | null;
}

export const DEFAULT_REGISTRY = 'docker.io';

const DOMAIN =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[0-9a-fA-F:]+\])(?::[0-9]+)?$/u;
const PATH_PART = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/u;
const TAG = /^\w[\w.-]{0,127}$/u;
const SHA256 = /^sha256:[0-9a-f]{64}$/u;
const MAX_NAME = 255;

/** Parses what users write (`alpine`, `ghcr.io/a/b:1@sha256:…`); null when it is not a reference. */
export function parseReference(text: string): Reference | null {
  const at = text.indexOf('@');
  const digest = at < 0 ? null : text.slice(at + 1);
  if (digest !== null && !isDigest(digest)) return null;
  const rest = at < 0 ? text : text.slice(0, at);
  const colon = rest.lastIndexOf(':');
  const hasTag = colon > rest.lastIndexOf('/');
  const tag = hasTag ? rest.slice(colon + 1) : null;
  if (tag !== null && !TAG.test(tag)) return null;
  const name = withDefaults(hasTag ? rest.slice(0, colon) : rest);
  return name === null ? null : { ...name, tag, digest };
}

/** `registry/repository[:tag][@digest]`, nothing left out: equal references have equal texts. */
export function formatReference(reference: Reference): string {
  const { registry, repository, tag, digest } = reference;
  return `${registry}/${repository}${tag === null ? '' : `:${tag}`}${digest === null ? '' : `@${digest}`}`;
}

/** Only sha256 is accepted: the one algorithm that every registry must support and that we verify. */
export function isDigest(text: string): boolean {
  return SHA256.test(text);
}

function withDefaults(name: string): Pick<Reference, 'registry' | 'repository'> | null {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const isHost = /[.:]/u.test(first) || first === 'localhost' || first !== first.toLowerCase();
  const registry = isHost ? normalHost(first) : DEFAULT_REGISTRY;
  const path = isHost ? name.slice(slash + 1) : name;
  const repository = registry === DEFAULT_REGISTRY && !path.includes('/') ? `library/${path}` : path;
  const parts = repository.split('/');
  if (!DOMAIN.test(registry) || !parts.every((part) => PATH_PART.test(part))) return null;
  return registry.length + repository.length > MAX_NAME ? null : { registry, repository };
}

function normalHost(host: string): string {
  return host === 'index.docker.io' || host === 'registry-1.docker.io' ? DEFAULT_REGISTRY : host;
}
