import { InputError, SourceError } from '../model/errors.ts';

/** The file is of a kind that is read, and what is in it is not as it should be. `what` completes "the SBOM cannot be read:". */
export function badSbom(what: string): SourceError {
  return new SourceError('SBOM_INVALID', `the SBOM cannot be read: ${what}`, {
    hint: 'Make it again, and check it with a validator of its format.',
  });
}

/** The file is something else. `what` completes "the SBOM is". */
export function otherFormat(what: string): InputError {
  return new InputError('SBOM_FORMAT', `the SBOM is ${what}, which is not read`, {
    hint: 'Give CycloneDX 1.2 to 1.7 or SPDX 2.2 or 2.3, as JSON.',
  });
}
