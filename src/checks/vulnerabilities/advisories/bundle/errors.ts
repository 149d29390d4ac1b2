import { SourceError } from '../../../../model/errors.ts';

/** The error for a bundle that cannot be read in full, or that does not hold what its manifest says. */
export function badBundle(path: string, reason: string, cause?: unknown): SourceError {
  return new SourceError('ADVISORIES_BAD_BUNDLE', `${path}: ${reason}`, {
    cause,
    hint: 'Fetch or build the bundle again; a damaged one would hide vulnerabilities.',
  });
}
