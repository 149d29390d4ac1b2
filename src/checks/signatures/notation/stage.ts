import { z } from 'zod';
import { errorText } from '../../../model/errors.ts';
import { RefusedError } from '../code.ts';
import type { NotationCode } from './codes.ts';
import { refuse } from './codes.ts';

/** Runs a reader of hostile bytes: whatever it throws is a refusal by `code`, unless it is one already. */
export function stage<T>(code: NotationCode, what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw refusedAs(code, what, error);
  }
}

/** What was thrown as a refusal: as it is, or by this code. */
export function refusedAs(code: NotationCode, what: string, error: unknown): RefusedError {
  return error instanceof RefusedError ? error : refuse(code, `${what}: ${reasonOf(error)}.`);
}

/** One line for any thrown value. */
export function reasonOf(error: unknown): string {
  const text = error instanceof z.ZodError ? z.prettifyError(error) : errorText(error);
  return text.replace(SPACE, ' ');
}

const SPACE = /\s+/gu;
