/** What `parse` gives: a version that `compare` understands, or why it is none. */
export type Parsed<V> =
  { readonly ok: true; readonly version: V } | { readonly ok: false; readonly reason: string };

/** How the versions of one packaging system are ordered. */
export interface VersionScheme<V = unknown> {
  readonly id: string;
  /** Never throws. A text that the packaging system itself would refuse gives a reason, not a guess. */
  parse(text: string): Parsed<V>;
  /** Negative, zero or positive: a total order over everything that `parse` gave. */
  compare(a: V, b: V): number;
}

/** Longer texts are not versions: no packaging system has one near this length. */
export const MAX_VERSION_LENGTH = 512;

export function refused<V>(reason: string): Parsed<V> {
  return { ok: false, reason };
}

/** The reason why a text cannot be a version in any scheme; null when it may be one. */
export function textFault(text: string): string | null {
  if (text === '') return 'it is empty';
  return text.length > MAX_VERSION_LENGTH
    ? `it is longer than ${String(MAX_VERSION_LENGTH)} characters`
    : null;
}
