import type { OsvAffected, OsvRecord } from '../advisories/osv-record.ts';

/** The label of a modular package of which nothing says to which module it belongs. */
export const UNKNOWN_MODULE = 'unknown';

const MODULAR_RELEASE = /\.module[_+]/u;
/** `nodejs:18`, `container-tools:rhel8` in the words of a bulletin. */
const STREAM = /(?<![\w./:-])([a-z][\w.-]*:[a-z0-9][\w.]*)(?![\w:/-])/gu;
const WORDS_MAX = 4096;

/** True for a version that was built as part of a module. Source: Fedora Modularity, "disttag". */
export function isModular(version: string): boolean {
  return MODULAR_RELEASE.test(version);
}

/** True for a row whose fixes are builds of a module. */
export function isModularRow(row: OsvAffected): boolean {
  return row.ranges.some(({ events }) =>
    events.some(({ fixed, last_affected: last }) => isModular(fixed ?? last ?? '')),
  );
}

function hasFix(row: OsvAffected): boolean {
  return row.ranges.some(({ events }) =>
    events.some((event) => (event.fixed ?? event.last_affected) !== undefined),
  );
}

/** The `name:stream`s that a bulletin is about; OSV has no field for them, so its words have to do. */
export function modulesOf(record: OsvRecord): ReadonlySet<string> {
  const words = [record.summary ?? '', (record.details ?? '').slice(0, WORDS_MAX)].join('\n');
  return new Set([...words.matchAll(STREAM)].map(([, stream = '']) => stream.replace(/\.$/u, '')));
}

export type ModuleVerdict =
  /** The row speaks of the package as far as modules go. */
  | { readonly kind: 'same' }
  | { readonly kind: 'other' }
  | { readonly kind: 'unknown'; readonly reason: string };

const SAME: ModuleVerdict = { kind: 'same' };
const OTHER: ModuleVerdict = { kind: 'other' };

/** A package of a module is judged only by fixes for the same stream, and one of none by fixes for none. */
export function judgeModule(
  record: OsvRecord,
  row: OsvAffected,
  installed: { readonly module: string | null; readonly version: string },
): ModuleVerdict {
  const module = installed.module ?? (isModular(installed.version) ? UNKNOWN_MODULE : null);
  if (!isModularRow(row)) {
    if (module === null) return SAME;
    return hasFix(row)
      ? OTHER
      : { kind: 'unknown', reason: `it names no fix, so not whether it means ${module}` };
  }
  if (module === null) return OTHER;
  if (module === UNKNOWN_MODULE) {
    return { kind: 'unknown', reason: 'the package is modular, and nothing says of which module' };
  }
  const named = modulesOf(record);
  if (named.has(module)) return SAME;
  const name = module.slice(0, module.indexOf(':') + 1);
  if ([...named].some((stream) => stream.startsWith(name))) return OTHER;
  // Words that only look like a stream (`bug:1234`) stand in details; a summary names the modules themselves.
  if (modulesOf({ ...record, details: null }).size > 0) return OTHER;
  return { kind: 'unknown', reason: `it does not say of which stream of ${name.slice(0, -1)} it speaks` };
}
