import { createHash } from 'node:crypto';
import type { OsvRecord } from '../osv-record.ts';
import { laterTime } from '../source.ts';
import { normalName } from '../../matching/names.ts';
import { packRecord, packRow } from './shard-text.ts';
import { slimRecord, slimRow } from './slim.ts';

/** One shard as text, to be compressed. */
export interface BuiltShard {
  readonly ecosystem: string;
  /** Which of `parts` equal shares of the names, from 0. */
  readonly part: number;
  readonly parts: number;
  readonly text: string;
  readonly packages: number;
  readonly records: number;
}

/** A larger ecosystem is split: a check of a few packages then reads a few shares. Characters of JSON. */
const SHARE_CHARACTERS = 2_000_000;
const MAX_PARTS = 256;

/**
 * Gathers the records of one ecosystem with its release (`Debian:12`, `npm`), in the short form only, so that
 * memory grows with the bundle and not with the export.
 */
export class ShardBuilder {
  readonly #ecosystem: string;
  /** Packed rows and records, as JSON, each text once. */
  readonly #texts = new Map<string, number>();
  readonly #list: string[] = [];
  /** Name → record id → what the latest record with that id says. */
  readonly #packages = new Map<string, Map<string, Entry>>();
  #characters = 0;

  constructor(ecosystem: string) {
    this.#ecosystem = ecosystem;
  }

  add(record: OsvRecord): void {
    const rows = new Map<string, number[]>();
    for (const row of record.affected) {
      if (row.package?.ecosystem !== this.#ecosystem) continue;
      const name = normalName(this.#ecosystem, row.package.name);
      const index = this.#intern(JSON.stringify(packRow(slimRow(row, record, this.#ecosystem))));
      rows.set(name, [...(rows.get(name) ?? []), index]);
    }
    if (rows.size === 0) return;
    const text = this.#intern(JSON.stringify(packRecord(slimRecord(record))));
    for (const [name, indexes] of rows) {
      const entries = this.#packages.get(name) ?? new Map<string, Entry>();
      const known = entries.get(record.id)?.modified ?? null;
      // One that lies beside the archive may be older than the one in it.
      if (known !== null && laterTime(known, record.modified) === known) continue;
      entries.set(record.id, { modified: record.modified, record: text, rows: indexes });
      this.#packages.set(name, entries);
      this.#characters += name.length + 12 * indexes.length;
    }
  }

  /** Names in order, so that equal records give equal bytes. */
  *shards(): Generator<BuiltShard> {
    const parts = partsFor(this.#characters);
    const names: string[][] = Array.from({ length: parts }, () => []);
    for (const name of [...this.#packages.keys()].sort()) names[partOf(name, parts)]?.push(name);
    for (const [part, ofPart] of names.entries()) yield this.#shard(ofPart, part, parts);
  }

  #shard(names: readonly string[], part: number, parts: number): BuiltShard {
    const records = new Places();
    const rows = new Places();
    const packages = names.map((name) => {
      const entries = [...(this.#packages.get(name) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
      const pairs = entries.flatMap(([, entry]) =>
        entry.rows.flatMap((row) => [records.of(entry.record), rows.of(row)]),
      );
      return JSON.stringify([name, ...pairs]);
    });
    const join = (places: Places): string => places.order.map((index) => this.#list[index] ?? '').join(',\n');
    const text = `{"records":[${join(records)}],\n"rows":[${join(rows)}],\n"packages":[${packages.join(',\n')}]}`;
    return {
      ecosystem: this.#ecosystem,
      part,
      parts,
      text,
      packages: names.length,
      records: records.order.length,
    };
  }

  #intern(text: string): number {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const index = this.#list.push(text) - 1;
    this.#texts.set(text, index);
    this.#characters += text.length;
    return index;
  }
}

/** Which share a name, written as it is compared, is in. */
export function partOf(name: string, parts: number): number {
  return parts === 1 ? 0 : createHash('sha256').update(name).digest().readUInt32BE(0) % parts;
}

interface Entry {
  readonly modified: string;
  readonly record: number;
  readonly rows: readonly number[];
}

/** Numbers things in the order in which they are first named. */
class Places {
  readonly order: number[] = [];
  readonly #places = new Map<number, number>();

  of(index: number): number {
    const known = this.#places.get(index);
    if (known !== undefined) return known;
    const place = this.order.push(index) - 1;
    this.#places.set(index, place);
    return place;
  }
}

function partsFor(characters: number): number {
  let parts = 1;
  while (characters / parts > SHARE_CHARACTERS && parts < MAX_PARTS) parts *= 2;
  return parts;
}
