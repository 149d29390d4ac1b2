import type { OsvRecord } from '../osv-record.ts';
import { readRecord } from '../osv-record.ts';
import { badBundle } from './errors.ts';
import type { BundleShard } from './manifest.ts';
import { partOf } from './shard-builder.ts';
import { unpackRecord, unpackRow } from './shard-text.ts';

/** A shard in memory. Records are made only for the packages that are asked for. */
export interface Shard {
  /** `name` as it is compared in its ecosystem. Throws `SourceError` ADVISORIES_BAD_BUNDLE. */
  recordsOf(name: string): readonly OsvRecord[];
}

/** `stated` is what the manifest says of it; `path` is for messages. Throws `SourceError` ADVISORIES_BAD_BUNDLE. */
export function readShard(
  text: string,
  stated: Pick<BundleShard, 'ecosystem' | 'part' | 'parts' | 'packages' | 'records'>,
  path: string,
): Shard {
  const { ecosystem, part, parts } = stated;
  const bad = (why: string): Error =>
    badBundle(path, `the advisories of ${ecosystem} cannot be read: ${why}`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw bad('they are not JSON');
  }
  const records = listIn(value, 'records');
  const rows = listIn(value, 'rows');
  const packages = new Map<string, readonly unknown[]>();
  const listed = listIn(value, 'packages');
  if (records === null || rows === null || listed === null) throw bad('a list is missing');
  for (const item of listed) {
    const [name, ...places]: readonly unknown[] = Array.isArray(item) ? item : [];
    if (typeof name !== 'string' || packages.has(name)) throw bad('the list of packages is damaged');
    if (partOf(name, parts) !== part) throw bad(`${name} belongs in another share`);
    packages.set(name, places);
  }
  // What is not there would look safe.
  if (packages.size !== stated.packages || records.length !== stated.records) {
    throw bad('they are not as many as the manifest says');
  }
  const made = new Map<string, readonly OsvRecord[]>();
  return {
    recordsOf(name) {
      const known = made.get(name);
      if (known !== undefined) return known;
      const affected = new Map<number, unknown[]>();
      const places = packages.get(name) ?? [];
      for (let at = 0; at < places.length; at += 2) {
        const [record, row] = [places[at], places[at + 1]];
        if (!isPlace(record, records) || !isPlace(row, rows)) throw bad(`${name} leads nowhere`);
        const of = affected.get(record) ?? [];
        of.push({ package: { ecosystem, name }, ...unpackRow(rows[row]) });
        affected.set(record, of);
      }
      const its = [...affected].map(([record, of]) => {
        const read = readRecord({ ...Object(unpackRecord(records[record])), affected: of });
        if (!read.ok) throw bad(read.reason);
        return read.record;
      });
      made.set(name, its);
      return its;
    },
  };
}

function listIn(value: unknown, name: string): readonly unknown[] | null {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return null;
  const member: unknown = Reflect.get(value, name);
  return Array.isArray(member) ? member : null;
}

function isPlace(value: unknown, list: readonly unknown[]): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < list.length;
}
