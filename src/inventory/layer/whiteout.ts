const PREFIX = '.wh.';
const OPAQUE = '.wh..wh..opq';
const META = '.wh..wh.';

export type Whiteout =
  | { readonly kind: 'whiteout'; readonly path: string }
  | { readonly kind: 'opaque'; readonly path: string }
  /** Bookkeeping of an old storage driver: means nothing. */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'bad' };

/**
 * What a path whose last segment starts with `.wh.` deletes from the layers below.
 * Source: OCI image layer specification, "Whiteouts" and "Opaque Whiteout".
 */
export function readWhiteout(path: string): Whiteout {
  const slash = path.lastIndexOf('/');
  const folder = slash < 0 ? '' : path.slice(0, slash);
  const base = path.slice(slash + 1);
  if (base === OPAQUE) return { kind: 'opaque', path: folder };
  if (base.startsWith(META)) return { kind: 'ignored' };
  const name = base.slice(PREFIX.length);
  // `.wh.`, `.wh..` and `.wh...` would delete the folder itself, or the one above.
  if (name === '' || name === '.' || name === '..') return { kind: 'bad' };
  return { kind: 'whiteout', path: folder === '' ? name : `${folder}/${name}` };
}
