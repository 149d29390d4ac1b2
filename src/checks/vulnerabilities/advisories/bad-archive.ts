import { SourceError } from '../../../model/errors.ts';

/** The error for an archive that cannot be read in full. */
export function badArchive(path: string, reason: string, cause?: unknown): SourceError {
  return new SourceError('ADVISORIES_BAD_ARCHIVE', `${path}: ${reason}`, {
    cause,
    hint: 'Fetch the archive again; a partial one would hide vulnerabilities.',
  });
}
