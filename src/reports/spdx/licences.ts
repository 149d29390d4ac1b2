import { fingerprint } from '../../util/fingerprint.ts';
import { isSpdxExpression } from '../../util/spdx.ts';
import type { SpdxExtractedLicence } from './document.ts';

/** What packages state as their licence and is no expression of listed ones, with an identifier in the document. */
export class SpdxLicences {
  readonly #own = new Map<string, SpdxExtractedLicence>();

  /** The value of `licenseDeclared`. Source: SPDX specification 2.3, 7.15 and annex D. */
  declare(stated: string | null): string {
    if (stated === null || stated.trim() === '') return 'NOASSERTION';
    // A reference of the package's own leads nowhere in this document.
    if (isSpdxExpression(stated) && !stated.includes('LicenseRef-')) return stated;
    const licenseId = `LicenseRef-image-gate-${fingerprint('licence', stated).slice(0, 16)}`;
    this.#own.set(licenseId, { licenseId, name: 'as the package states it', extractedText: stated });
    return licenseId;
  }

  list(): readonly SpdxExtractedLicence[] {
    return [...this.#own.values()];
  }
}
