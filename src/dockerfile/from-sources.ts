import type { TextRange } from '../model/finding.ts';
import type { Instruction } from './dockerfile.ts';

/** A place that names a stage or image to take files from. */
export interface FromSource {
  /** As written; the builder fills in no variables here. */
  readonly name: string;
  readonly range: TextRange;
}

/** What `COPY --from=` (and ADD) and `RUN --mount=…,from=` of one instruction name. */
export function fromSources({ keyword, flags }: Instruction): FromSource[] {
  if (keyword === 'COPY' || keyword === 'ADD') {
    const froms = flags.filter(({ name, value }) => name === 'from' && value !== null && value !== '');
    return froms.map(({ value, range }) => ({ name: value ?? '', range }));
  }
  if (keyword !== 'RUN') return [];
  const sources: FromSource[] = [];
  for (const { name, value, range } of flags) {
    const from = name === 'mount' ? mountOptions(value ?? '').get('from') : undefined;
    if (from !== undefined && from !== '') sources.push({ name: from, range });
  }
  return sources;
}

/** A field of CSV: in quotes a comma is part of it, and two quotes are one. */
const FIELD = /(?:^|,)(?:"((?:[^"]|"")*)"(?=,|$)|([^,]*))/gu;

/** `type=secret,id=x` as a map; keys are lower case, a key without a value has ''. */
export function mountOptions(value: string): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  for (const [, quoted, bare = ''] of value.matchAll(FIELD)) {
    const text = quoted?.replaceAll('""', '"') ?? bare;
    const equals = text.indexOf('=');
    const key = (equals < 0 ? text : text.slice(0, equals)).trim().toLowerCase();
    options.set(key, equals < 0 ? '' : text.slice(equals + 1));
  }
  return options;
}
