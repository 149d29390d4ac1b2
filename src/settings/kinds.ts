import { z } from 'zod';

import { plain } from '../util/escape.ts';
import { nearest } from '../util/nearest.ts';

/** What is wrong with a value. Readers throw it; the place and the error class are added where it is caught. */
export class BadValue extends Error {
  readonly code: string;
  readonly hint: string | null;

  constructor(message: string, hint: string | null = null, code = 'SETTING_INVALID') {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}

/** Turns the text a user wrote into a value, or throws `BadValue`. */
export type Read<T> = (text: string) => T;

export interface ListOptions {
  /** `comma`: several items may also stand in one text, `a,b`. */
  readonly separator?: 'comma';
  /** A list without items is refused. */
  readonly notEmpty?: boolean;
}

/** A setting that is given once. */
export function single<T>(read: Read<T>): z.ZodType<T> {
  return z.array(z.string()).transform((texts, context) => attempt(context, () => read(texts[0] ?? '')));
}

/** A setting with any number of items. */
export function list<T>(read: Read<T>, options: ListOptions = {}): z.ZodType<readonly T[]> {
  return z.array(z.string()).transform((texts, context) =>
    attempt(context, () => {
      const items = options.separator === 'comma' ? splitCommas(texts) : texts;
      if (options.notEmpty === true && items.length === 0) throw new BadValue('the list is empty');
      return items.map((item) => read(item));
    }),
  );
}

/** A setting that is read from all its texts together. */
export function whole<T>(read: (texts: readonly string[]) => T): z.ZodType<T> {
  return z.array(z.string()).transform((texts, context) => attempt(context, () => read(texts)));
}

/** Reads one of a few words; another word is refused with the nearest of them. */
export function word<const T extends string>(allowed: readonly T[], what: string): Read<T> {
  return (text) => {
    const found = allowed.find((item) => item === text);
    if (found !== undefined) return found;
    throw new BadValue(`${quote(text)} is not ${what}`, allowedHint(text, allowed));
  };
}

/** Reads any text that is not empty and has no control characters. */
export function text(value: string): string {
  if (value === '') throw new BadValue('the value is empty');
  if (plain(value, value.length) !== value) {
    throw new BadValue(`${quote(value)} has characters that cannot be seen`, 'Remove them.');
  }
  return value;
}

/** `true` or `false`, also as `True` and `TRUE`. Source: YAML 1.2 core schema, 10.3.2. */
export function boolean(value: string): boolean {
  if (['true', 'True', 'TRUE'].includes(value)) return true;
  if (['false', 'False', 'FALSE'].includes(value)) return false;
  throw new BadValue(`${quote(value)} is neither true nor false`, 'Write true or false.');
}

/** The value as one visible line in quotes, cut when it is long. */
export function quote(value: string): string {
  return `"${plain(value, 100)}"`;
}

/** `Did you mean "high"? Allowed: critical, high, …` */
export function allowedHint(given: string, allowed: readonly string[]): string {
  const near = nearest(given, allowed);
  return `${near === null ? '' : `Did you mean "${near}"? `}Allowed: ${allowed.join(', ')}.`;
}

/** Splits at commas; items are trimmed, empty ones are left out. */
export function splitCommas(texts: readonly string[]): string[] {
  return texts
    .flatMap((item) => item.split(','))
    .flatMap((item) => (item.trim() === '' ? [] : [item.trim()]));
}

function attempt<T>(context: z.RefinementCtx, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof BadValue)) throw error;
    context.addIssue({
      code: 'custom',
      message: error.message,
      params: { code: error.code, hint: error.hint },
    });
    return z.NEVER;
  }
}
