import { PackageURL } from 'packageurl-js';

/**
 * True when `stated` means the package `actual`: the same type, namespace and name, and the same version and
 * qualifiers where `stated` has them. What is no package URL matches nothing. Source: purl specification.
 */
export function matchesPurl(stated: string, actual: string): boolean {
  const wanted = parsePurl(stated);
  const found = parsePurl(actual);
  if (wanted === null || found === null) return false;
  const isSame =
    wanted.type === found.type &&
    (wanted.namespace ?? '') === (found.namespace ?? '') &&
    wanted.name === found.name &&
    (wanted.subpath ?? '') === (found.subpath ?? '');
  if (!isSame || ((wanted.version ?? '') !== '' && wanted.version !== found.version)) return false;
  const qualifiers = found.qualifiers ?? {};
  return Object.entries(wanted.qualifiers ?? {}).every(([key, value]) => qualifiers[key] === value);
}

/** Null for what is no package URL. */
export function parsePurl(text: string): PackageURL | null {
  try {
    return PackageURL.fromString(text);
  } catch {
    return null;
  }
}
