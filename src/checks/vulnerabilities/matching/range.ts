import type { OsvEvent, OsvRange } from '../advisories/osv-record.ts';
import type { VersionScheme } from '../versions/scheme.ts';

export type RangeVerdict =
  | { readonly result: 'affected' | 'unaffected' }
  /** `reason` says which bound cannot be read. */
  | { readonly result: 'unknown'; readonly reason: string };

type EventKind = 'fixed' | 'last_affected' | 'introduced';

interface Bound {
  readonly kind: EventKind;
  /** Null is `introduced: "0"`: before every version. */
  readonly version: { readonly value: unknown } | null;
}

/** The order of events at the same version: the one that makes it affected has the last word. */
const ORDER: readonly EventKind[] = ['fixed', 'last_affected', 'introduced'];

/**
 * Whether a version lies in a range, by the order of `scheme`.
 * Source: OSV schema 1.7, "Evaluation" (IncludedInRanges and BeforeLimits).
 */
export function judgeRange(range: OsvRange, version: unknown, scheme: VersionScheme): RangeVerdict {
  const bounds: Bound[] = [];
  const limits: unknown[] = [];
  for (const event of range.events) {
    const read = readEvent(event, scheme);
    if (!read.ok) return { result: 'unknown', reason: read.reason };
    if (read.kind !== 'limit') bounds.push({ kind: read.kind, version: read.version });
    else if (read.version !== null) limits.push(read.version.value);
  }
  if (!bounds.some((bound) => bound.kind === 'introduced')) {
    return { result: 'unknown', reason: 'a range does not say where it starts' };
  }
  const limited = limits.length > 0 && !range.events.some((event) => event.limit === '*');
  if (limited && !limits.some((limit) => scheme.compare(version, limit) < 0)) return { result: 'unaffected' };
  bounds.sort((a, b) => compareBounds(a, b, scheme));
  return { result: walk(bounds, version, scheme) ? 'affected' : 'unaffected' };
}

/** `bounds` in their order. */
function walk(bounds: readonly Bound[], version: unknown, scheme: VersionScheme): boolean {
  let affected = false;
  let single: Bound['version'] = null;
  for (const { kind, version: bound } of bounds) {
    const position = bound === null ? 1 : scheme.compare(version, bound.value);
    if (position < 0) break;
    if (kind === 'fixed') affected = false;
    else if (kind === 'introduced') {
      const closed = bound !== null && single !== null && scheme.compare(bound.value, single.value) === 0;
      affected = !closed;
    } else if (position > 0) {
      // Nothing is open that it could end: it ends what is introduced at the same version.
      if (!affected) single = bound;
      affected = false;
    }
  }
  return affected;
}

type ReadEvent =
  | { readonly ok: true; readonly kind: EventKind | 'limit'; readonly version: Bound['version'] }
  | { readonly ok: false; readonly reason: string };

function readEvent(event: OsvEvent, scheme: VersionScheme): ReadEvent {
  if (event.introduced === '0') return { ok: true, kind: 'introduced', version: null };
  if (event.limit === '*') return { ok: true, kind: 'limit', version: null };
  for (const kind of [...ORDER, 'limit'] as const) {
    const text = event[kind];
    if (text === undefined) continue;
    const parsed = scheme.parse(text);
    return parsed.ok
      ? { ok: true, kind, version: { value: parsed.version } }
      : { ok: false, reason: `its bound "${text}" is no ${scheme.id} version: ${parsed.reason}` };
  }
  return { ok: false, reason: 'an event of a range says nothing' };
}

function compareBounds(a: Bound, b: Bound, scheme: VersionScheme): number {
  if (a.version === null || b.version === null) {
    return Number(b.version === null) - Number(a.version === null);
  }
  return scheme.compare(a.version.value, b.version.value) || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind);
}
