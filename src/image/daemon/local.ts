import type Docker from 'dockerode';
import { z } from 'zod';
import { SourceError } from '../../model/errors.ts';
import { isDigest, parseReference, type Reference } from '../../model/reference.ts';
import type { Platform } from '../../model/source.ts';
import { callJson, daemonFault, daemonStatus } from './client.ts';

/** An image that the daemon has. */
export interface LocalImage {
  /** The digest by which the daemon names it: of its configuration, manifest or index. */
  readonly id: string;
  readonly platform: Platform;
  /** Where it was pulled from or pushed to, each with its digest. */
  readonly repoDigests: readonly Reference[];
}

const INSPECT = z.object({
  Id: z.string().refine(isDigest, 'is not a sha256 digest'),
  Os: z.string().min(1),
  Architecture: z.string().min(1),
  Variant: z
    .string()
    .nullish()
    .transform((value) => value || null),
  RepoDigests: z
    .array(z.string())
    .nullish()
    .transform((value) => value ?? []),
});

/**
 * Looks an image up by a reference that parses, or an id; null when the daemon does not have it.
 * Throws `SourceError` DAEMON_UNREACHABLE, DAEMON_DENIED, DAEMON_ERROR.
 */
export async function findLocal(
  docker: Docker,
  name: string,
  signal: AbortSignal,
): Promise<LocalImage | null> {
  const what = `looking for the image "${name}"`;
  let answer: unknown;
  try {
    answer = await callJson(docker, { method: 'GET', path: `/images/${name}/json`, signal });
  } catch (error) {
    if (daemonStatus(error) === 404) return null;
    throw daemonFault(error, what, signal);
  }
  const result = INSPECT.safeParse(answer);
  if (!result.success)
    throw new SourceError('DAEMON_ERROR', `${what}: the daemon's answer is not understood`);
  const { Id, Os, Architecture, Variant, RepoDigests } = result.data;
  const repoDigests = RepoDigests.map(parseReference).filter((reference) => reference !== null);
  return { id: Id, platform: { os: Os, architecture: Architecture, variant: Variant }, repoDigests };
}

/** The digest by which the repository of `reference` has the image; null when it has none there. */
export function digestAt(local: LocalImage, reference: Reference): string | null {
  for (const { registry, repository, digest } of local.repoDigests) {
    if (registry === reference.registry && repository === reference.repository) return digest;
  }
  return null;
}
