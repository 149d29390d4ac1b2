import { errorText } from '../../model/errors.ts';
import { parseExactJson } from '../../util/exact-json.ts';
import { quoted } from './text.ts';

/** The object that a JSON file holds; a text says why there is none. A mark for the order of bytes is passed over. */
export function parseJsonObject(text: string): object | string {
  let json: unknown;
  try {
    json = parseExactJson(text.startsWith('\ufeff') ? text.slice(1) : text);
  } catch (error) {
    return `not JSON: ${errorText(error)}`;
  }
  return isObject(json) ? json : 'not a JSON object';
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member of the object itself, never of its prototype. */
export function member(json: object, key: string): unknown {
  return Object.hasOwn(json, key) ? Reflect.get(json, key) : undefined;
}

/** A member that is a text; undefined when it is anything else. */
export function textMember(json: object, key: string): string | undefined {
  const value = member(json, key);
  return typeof value === 'string' ? value : undefined;
}

/** Names and objects of an object; empty when it is none. */
export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isObject(value) ? Object.entries(value) : [];
}

/** A list of names, or one name, as words that are joined by `OR`; what is no text is left out. */
export function alternatives(value: unknown): string {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.filter((one) => typeof one === 'string').join(' OR ');
}

/** For a message. Never a whole object: one that is nested deep enough cannot be written out again. */
export function shown(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  return quoted(typeof value === 'string' ? value : JSON.stringify(value));
}
