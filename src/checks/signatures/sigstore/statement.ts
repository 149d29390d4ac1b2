import { z } from 'zod';
import { parseStrictJson } from '../../../util/strict-json.ts';
import { plain } from '../../../util/escape.ts';
import { LIMITS } from '../../../util/limits.ts';
import type { Statement, TrustTarget } from '../judged.ts';
import { refused } from './codes.ts';
import type { Envelope } from './material.ts';

export interface SignedStatement extends Statement {
  readonly subjects: readonly StatementSubject[];
}

export interface StatementSubject {
  /** Hexadecimal; null: it has none of this kind. */
  readonly sha256: string | null;
  readonly annotations: Readonly<Record<string, unknown>>;
}

const IN_TOTO = 'application/vnd.in-toto+json';
const TYPES = ['https://in-toto.io/Statement/v0.1', 'https://in-toto.io/Statement/v1'] as const;
const ANY_RECORD = z.record(z.string(), z.unknown());
const SUBJECT = z
  .object({
    digest: z.object({ sha256: z.string().nullish() }),
    annotations: ANY_RECORD.nullish(),
  })
  .transform(({ digest, annotations }) => ({
    sha256: digest.sha256 ?? null,
    annotations: annotations ?? {},
  }));
const STATEMENT = z.object({
  _type: z.enum(TYPES),
  subject: z
    .array(z.unknown())
    .min(1)
    .max(LIMITS.statementSubjects.value)
    // Counted first: each that is wrong would be told.
    .pipe(z.array(SUBJECT)),
  predicateType: z.string().min(1),
  predicate: z.unknown(),
});

/**
 * The statement of an envelope; nothing is verified. Throws a refusal.
 * Source: in-toto attestation framework 1.0, "Envelope" and "Statement".
 */
export function readStatement({ payloadType, payload }: Envelope): SignedStatement {
  if (payloadType !== IN_TOTO) {
    throw refused(
      'SIGSTORE_PAYLOAD_TYPE',
      `the envelope holds ${plain(payloadType, 100)}, not an in-toto statement`,
    );
  }
  const json = parseStrictJson(payload.toString('utf8'));
  if (!json.ok) throw refused('SIGSTORE_STATEMENT_INVALID', `the statement cannot be read: ${json.why}`);
  const result = STATEMENT.safeParse(json.value);
  if (!result.success) {
    throw refused('SIGSTORE_STATEMENT_INVALID', `not an in-toto statement: ${z.prettifyError(result.error)}`);
  }
  const { subject, predicateType, predicate } = result.data;
  return { predicateType, predicate, subjects: subject };
}

/** The subject that is the image. Throws a refusal when there is none. */
export function subjectOf(
  subjects: readonly StatementSubject[],
  { descriptors }: TrustTarget,
): StatementSubject {
  const about = subjects.find(({ sha256 }) =>
    descriptors.some(({ digest }) => digest === `sha256:${sha256}`),
  );
  if (about !== undefined) return about;
  const named = subjects
    .map(({ sha256 }) => (sha256 === null ? 'something else' : `sha256:${sha256}`))
    .join(', ');
  throw refused('SIGSTORE_OTHER_IMAGE', `it is about ${plain(named, 200)}`);
}
