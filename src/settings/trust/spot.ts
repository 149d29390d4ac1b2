import { InputError } from '../../model/errors.ts';
import { plain } from '../../util/escape.ts';
import { BadValue, allowedHint, quote, text } from '../kinds.ts';
import { nearest } from '../../util/nearest.ts';

/** What reading a policy takes from the world around it. */
export interface TrustWorld {
  /** Files are named relative to it. */
  readonly cwd: string;
  readonly now: Date;
  /** The line where the value at a path stands: `.image-gate.yaml:3`. */
  readonly at: (path: readonly Step[]) => string;
  /** Something that is allowed and unwise. */
  readonly note: (text: string) => void;
}

/** A key or an index. */
export type Step = string | number;

/** A value of the policy, as it was written, and where it stands. */
export interface Spot {
  readonly value: unknown;
  readonly path: readonly Step[];
  readonly world: TrustWorld;
}

/** A map whose keys are all known. */
export interface Fields {
  /** The map itself. */
  readonly spot: Spot;
  /** Null when the key is not there. */
  readonly get: (key: string) => Spot | null;
  readonly need: (key: string) => Spot;
  /** What `read` makes of the value, or `fallback` when the key is not there. */
  readonly read: <T, const F>(key: string, read: (spot: Spot) => T, fallback: F) => T | F;
}

/** The error for what stands at a spot: file and line, path, and what is wrong. */
export function refusal(
  spot: Spot,
  message: string,
  { hint, code = 'TRUST_INVALID' }: { readonly hint?: string; readonly code?: string } = {},
): InputError {
  return new InputError(code, `${placeOf(spot)}: ${message}`, hint === undefined ? {} : { hint });
}

/** `.image-gate.yaml:7: trust.rules[0].images`; what a flag gave has no place in a file: `--key`. */
export function placeOf({ path, world }: Spot): string {
  const at = world.at(path);
  return at.startsWith('--') ? at : `${at}: ${pathText(path)}`;
}

/** Tells of something that is allowed and unwise. */
export function warn(spot: Spot, message: string): void {
  spot.world.note(`${placeOf(spot)}: ${message}`);
}

/** What `read` makes of a spot; a `BadValue` of it becomes an `InputError` with the place. */
export function readAt<T>(spot: Spot, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof BadValue)) throw error;
    const code = error.code === 'SETTING_INVALID' ? 'TRUST_INVALID' : error.code;
    throw refusal(spot, error.message, error.hint === null ? { code } : { code, hint: error.hint });
  }
}

/** A map with no keys but these. Throws `InputError` with the nearest key for another one. */
export function fieldsOf(spot: Spot, keys: readonly string[]): Fields {
  const entries = entriesOf(spot);
  for (const [key, field] of entries) {
    if (keys.includes(key)) continue;
    const near = nearest(key, keys);
    const known = near === null ? `Known: ${keys.join(', ')}.` : `Did you mean "${near}"? See docs/trust.md.`;
    throw refusal(field, `the key ${quote(key)} is not known`, { code: 'SETTING_UNKNOWN', hint: known });
  }
  const found = new Map(entries);
  return {
    spot,
    get: (key) => found.get(key) ?? null,
    read: (key, read, fallback) => {
      const field = found.get(key);
      return field === undefined ? fallback : read(field);
    },
    need: (key) => {
      const field = found.get(key);
      if (field !== undefined) return field;
      throw refusal(spot, `${key} is missing`, { hint: `Add the key ${key}. See docs/trust.md.` });
    },
  };
}

/** Keys and values of a map; none of the values is empty. */
export function entriesOf(spot: Spot): readonly (readonly [string, Spot])[] {
  const { value } = spot;
  if (!isMap(value)) throw refusal(spot, 'it is not a map');
  return Object.entries(value).map(([key, item]) => [key, filled(child(spot, key, item))] as const);
}

/** The items of a list that is not empty. */
export function itemsOf(spot: Spot): readonly Spot[] {
  const { value } = spot;
  if (!Array.isArray(value)) throw refusal(spot, 'it is not a list', { hint: 'Write it as [a, b].' });
  if (value.length === 0)
    throw refusal(spot, 'the list is empty', { hint: 'Add an item, or remove the key.' });
  return value.map((item: unknown, index) => filled(child(spot, index, item)));
}

/** A text that is not empty. A number is refused: it would not come back as it was written (`1.10`). */
export function textOf(spot: Spot): string {
  const { value } = spot;
  if (typeof value === 'string') return readAt(spot, () => text(value));
  throw refusal(spot, 'it is not a text', { hint: 'Put it in quotes.' });
}

export function textsOf(spot: Spot): readonly string[] {
  return itemsOf(spot).map((item) => textOf(item));
}

export function wordOf<const T extends string>(spot: Spot, words: readonly T[]): T {
  const { value } = spot;
  const found = words.find((word) => word === value);
  if (found !== undefined) return found;
  const given = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  throw refusal(spot, `${quote(given)} is not one of its values`, { hint: allowedHint(given, words) });
}

export function booleanOf(spot: Spot): boolean {
  if (typeof spot.value === 'boolean') return spot.value;
  throw refusal(spot, 'it is neither true nor false', { hint: 'Write true or false, without quotes.' });
}

/** A whole number of a range, both ends included. */
export function wholeOf(spot: Spot, least: number, most: number): number {
  const { value } = spot;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw refusal(spot, `it is not a whole number from ${String(least)} to ${String(most)}`);
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function child({ path, world }: Spot, step: Step, value: unknown): Spot {
  return { value, path: [...path, step], world };
}

function filled(spot: Spot): Spot {
  if (spot.value !== null && spot.value !== undefined) return spot;
  throw refusal(spot, 'it has no value', { hint: 'Give it one, or remove the key.' });
}

const PLAIN_KEY = /^[\w-]{1,64}$/u;

function pathText(path: readonly Step[]): string {
  const parts = path.map((step) => {
    if (typeof step === 'number') return `[${String(step)}]`;
    return PLAIN_KEY.test(step) ? `.${step}` : `["${plain(step, 100)}"]`;
  });
  return `trust${parts.join('')}`;
}
