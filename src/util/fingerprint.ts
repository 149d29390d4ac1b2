import { createHash } from 'node:crypto';

/**
 * The identity of a finding: the same for the same problem in the next tag, version, layer or source of an
 * image, so that an alert neither closes nor opens when only those change.
 * `parts` must hold no version, line, tag, digest or layer. Returns 32 hexadecimal digits.
 */
export function fingerprint(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32);
}
