import type { Reference } from '../../model/reference.ts';
import { DEFAULT_REGISTRY } from '../../model/reference.ts';

const MIRRORED = 'docker/library/';
const LIBRARY = 'library/';

/** The name of an official image of Docker Hub, also from Amazon's copy; null for all others. */
export function officialImage({ registry, repository }: Reference): string | null {
  if (registry === DEFAULT_REGISTRY && repository.startsWith(LIBRARY))
    return repository.slice(LIBRARY.length);
  if (registry === 'public.ecr.aws' && repository.startsWith(MIRRORED))
    return repository.slice(MIRRORED.length);
  return null;
}
