import type { Refusal } from '../../../model/signature.ts';
import { parseStrictJson } from '../../../util/strict-json.ts';
import { isLoopback, leadsHere, parseUrl, redactUrl } from '../../../util/url.ts';
import type { Piece } from '../sigstore/piece.ts';
import { refused } from './codes.ts';

/** An attestation that was found, and the bundle that it should be. */
export interface FoundAttestation {
  readonly place: string;
  /** Came out of strict JSON, or why it did not. */
  readonly found: { readonly json: unknown } | { readonly refusal: Refusal };
}

/** The bundles among what lies beside an image, and what should have been one. */
export function bundlesAmong(pieces: readonly Piece[]): readonly FoundAttestation[] {
  return pieces.flatMap(({ kind, place, found }): readonly FoundAttestation[] => {
    if (found.form === 'bundle') return [{ place, found: readBundleText(found.text) }];
    const isBundle = found.form === 'refused' && kind === 'sigstore-bundle';
    return isBundle ? [{ place, found: { refusal: found.refusal } }] : [];
  });
}

export function readBundleText(text: string): FoundAttestation['found'] {
  const json = parseStrictJson(text);
  return json.ok ? { json: json.value } : { refusal: refused('GITHUB_BUNDLE_BROKEN', json.why).refusal };
}

/** Where a list says that a bundle lies. Nobody elsewhere may send us to services of this machine. Throws a refusal. */
export function bundlePlace(address: string | null, apiUrl: string): URL {
  if (address === null) {
    throw refused('GITHUB_ENTRY_INVALID', 'The entry has neither a bundle nor its address.');
  }
  const url = parseUrl(address);
  if (url === null) throw refused('GITHUB_BUNDLE_PLACE', 'The address of the bundle is none.');
  if (leadsHere(url.hostname) && !isLoopback(new URL(apiUrl).hostname)) {
    throw refused('GITHUB_BUNDLE_PLACE', `${redactUrl(url)} is on this machine.`);
  }
  return url;
}
