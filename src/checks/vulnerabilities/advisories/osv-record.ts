import { z } from 'zod';
import { LIMITS } from '../../../util/limits.ts';

const text = z.string();
const texts = list(text);

const severities = list(z.object({ type: text, score: text }));

const event = z
  .object({
    introduced: text.optional(),
    fixed: text.optional(),
    last_affected: text.optional(),
    limit: text.optional(),
  })
  .refine((fields) => Object.values(fields).filter((value) => value !== undefined).length === 1, {
    message: 'must have exactly one of introduced, fixed, last_affected, limit',
  });

const range = z.object({ type: text, events: z.array(event) });

const affected = z.object({
  package: z.object({ ecosystem: text, name: text }).nullish(),
  ranges: list(range),
  versions: texts,
  severity: severities,
  ecosystem_specific: z.unknown().optional(),
  database_specific: z.unknown().optional(),
});

/** The fields that we use. Source: OSV schema 1.7, https://ossf.github.io/osv-schema/. */
const record = z.object({
  id: z.string().regex(/^[A-Za-z0-9][\w:.-]{0,199}$/u),
  modified: text,
  withdrawn: text.refine((time) => time === '' || !Number.isNaN(Date.parse(time)), 'not a time').nullish(),
  aliases: texts,
  upstream: texts,
  related: texts,
  summary: text.nullish(),
  details: text.nullish(),
  severity: severities,
  affected: list(affected),
  references: list(z.object({ type: text.nullish(), url: text })),
  database_specific: z.unknown().optional(),
});

export type OsvRecord = z.infer<typeof record>;
export type OsvAffected = z.infer<typeof affected>;
export type OsvRange = z.infer<typeof range>;
export type OsvEvent = z.infer<typeof event>;

export type ReadRecord =
  { readonly ok: true; readonly record: OsvRecord } | { readonly ok: false; readonly reason: string };

/** A record from outside, checked; with the first fault as reason when it does not follow the schema. */
export function readRecord(value: unknown): ReadRecord {
  const result = record.safeParse(value);
  if (result.success) return { ok: true, record: result.data };
  const issue = result.error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? 'the record' : issue.path.join('.');
  return { ok: false, reason: `${where}: ${issue?.message ?? 'not an OSV record'}` };
}

/** True for a text that can be the id of a record: it becomes part of URLs and of file names. */
export function isRecordId(value: string): boolean {
  return record.shape.id.safeParse(value).success;
}

/** JSON text as a checked record; never throws. */
export function parseRecord(json: string): ReadRecord {
  if (json.length > LIMITS.advisoryRecordBytes.value) return { ok: false, reason: 'the record is too long' };
  try {
    return readRecord(JSON.parse(json));
  } catch {
    return { ok: false, reason: 'it is not JSON' };
  }
}

/** A text member of one of the free-form objects (`database_specific`, …); null when it has none. */
export function textMember(value: unknown, name: string): string | null {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return null;
  const member: unknown = Reflect.get(value, name);
  return typeof member === 'string' ? member : null;
}

// Some writers give null for an empty list.
function list<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
}
