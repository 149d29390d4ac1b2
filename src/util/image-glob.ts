import { parseReference } from '../model/reference.ts';
import type { Glob } from './glob.ts';
import { glob } from './glob.ts';

const DOCKER_HUB = 'docker.io';
const DOCKER_HUB_HOSTS: readonly string[] = ['index.docker.io', 'registry-1.docker.io', 'hub.docker.com'];

/**
 * A pattern over the host and port of registries: `ghcr.io`, `*.example.com`. `*` stands for one label, `**` for any
 * text. Null when it could never match.
 */
export function registryGlob(pattern: string): Glob | null {
  const host = registryPattern(pattern);
  return host === null ? null : glob(host, '.');
}

/** The pattern as hosts are written; null when it could never match. */
export function registryPattern(pattern: string): string | null {
  const host = pattern.trim().toLowerCase();
  return host === '' || host.includes('/') || host.includes('@') ? null : normalHost(host);
}

/**
 * A pattern over `registry/repository`. `*` stands for one part of the path, `**` for any text. What has no registry
 * is on docker.io, as for `docker pull`, so that `alpine` and `docker.io/library/alpine` are the same. Null when it
 * could never match.
 */
export function imageGlob(pattern: string): Glob | null {
  const text = imagePattern(pattern);
  return text === null ? null : glob(text, '/');
}

/** The pattern with its registry filled in; null when it could never match. */
export function imagePattern(pattern: string): string | null {
  const text = pattern.trim();
  const slash = text.indexOf('/');
  const first = (slash < 0 ? '' : text.slice(0, slash)).toLowerCase();
  const path = text.slice(slash + 1);
  if (text === '' || path === '' || /[:@]/u.test(path)) return null;
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
