import { LIMITS } from '../../../../util/limits.ts';
import type { Certificate } from './certificate.ts';
import { isIssuedBy } from './chain.ts';

/**
 * The chain from a certificate to one of the anchors, leaf first, by way of the others; null when there is none.
 * Anchors are taken before the others, so that the shortest chain is found first.
 */
export function pathToAnchor(
  leaf: Certificate,
  others: readonly Certificate[],
  anchors: readonly Certificate[],
): readonly Certificate[] | null {
  let paths: readonly (readonly Certificate[])[] = [[leaf]];
  const seen = new Set<string>([leaf.fingerprint]);
  for (let depth = 0; depth < LIMITS.certificateChain.value; depth++) {
    const longer: (readonly Certificate[])[] = [];
    for (const path of paths) {
      for (const last of path.slice(-1)) {
        const anchor = anchors.find((one) => isIssuedBy(last, one));
        if (anchor !== undefined) return anchor.fingerprint === last.fingerprint ? path : [...path, anchor];
        for (const other of others) {
          if (seen.has(other.fingerprint) || !isIssuedBy(last, other)) continue;
          seen.add(other.fingerprint);
          longer.push([...path, other]);
        }
      }
    }
    paths = longer;
  }
  return null;
}
