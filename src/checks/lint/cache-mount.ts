import type { Instruction } from '../../dockerfile/dockerfile.ts';
import { mountOptions } from '../../dockerfile/from-sources.ts';

const KEPT_OUT = new Set(['cache', 'tmpfs']);

/** True when a folder is a cache or tmpfs mount of this RUN, and so no part of the image. `path` may be a part of it. */
export function hasCacheMount({ flags }: Instruction, path: string): boolean {
  for (const { name, value } of flags) {
    if (name !== 'mount' || value === null) continue;
    const options = mountOptions(value);
    const target = options.get('target') ?? options.get('dst') ?? options.get('destination') ?? '';
    if (KEPT_OUT.has(options.get('type') ?? '') && target.includes(path)) return true;
  }
  return false;
}
