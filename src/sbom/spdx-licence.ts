import { asFields, listOf, textOf, type Fields } from './json-shape.ts';

const NOT_STATED: ReadonlySet<string> = new Set(['NOASSERTION', 'NONE']);
/** A longer text is the licence itself, not its name. */
const MAX_WORDS = 200;
const OWN = 'LicenseRef-image-gate-';

/** What the document's own licence references stand for. Source: SPDX specification 2.3, clause 10. */
export function extractedLicences(document: Fields): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const item of listOf(document, 'hasExtractedLicensingInfos') ?? []) {
    const info = asFields(item);
    const id = textOf(info, 'licenseId');
    const text = textOf(info, 'extractedText');
    if (id === null || text === null) continue;
    const words = id.startsWith(OWN) || text.length <= MAX_WORDS ? text : textOf(info, 'name');
    if (words !== null && !NOT_STATED.has(words)) found.set(id, words);
  }
  return found;
}

/** What the package declares, else what was concluded; null when neither says anything. */
export function licenceOf(one: Fields, extracted: ReadonlyMap<string, string>): string | null {
  for (const name of ['licenseDeclared', 'licenseConcluded']) {
    const stated = textOf(one, name);
    if (stated !== null && !NOT_STATED.has(stated)) return extracted.get(stated) ?? stated;
  }
  return null;
}
