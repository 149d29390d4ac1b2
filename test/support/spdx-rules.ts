import type { SpdxDocument } from '../../src/reports/spdx/document.ts';
import { isSpdxExpression } from '../../src/util/spdx.ts';

const ID = /^SPDXRef-[A-Za-z0-9.-]+$/u;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u;
const CREATOR = /^(?:Person|Organization|Tool): .+$/u;
const OWN_LICENCE = /^LicenseRef-[A-Za-z0-9.-]+$/u;

/**
 * What a document breaks of the rules that hold in SPDX 2.3; empty when it breaks none.
 * Source: SPDX specification 2.3, clauses 6, 7, 10, 11 and 12: cardinalities, formats, references.
 */
export function spdxErrors(document: SpdxDocument): readonly string[] {
  const { packages, relationships, creationInfo, annotations = [] } = document;
  const ids = [document.SPDXID, ...packages.map(({ SPDXID }) => SPDXID)];
  const known = new Set<string>(ids);
  const licences = new Set((document.hasExtractedLicensingInfos ?? []).map(({ licenseId }) => licenseId));
  const all = [...annotations, ...packages.flatMap((one) => one.annotations ?? [])];
  return [
    ...unless(document.spdxVersion === 'SPDX-2.3', 'version'),
    ...unless(document.dataLicense === 'CC0-1.0', 'data licence'),
    ...unless(document.name !== '', 'name'),
    ...unless(
      URL.canParse(document.documentNamespace) && !document.documentNamespace.includes('#'),
      'namespace',
    ),
    ...unless(TIME.test(creationInfo.created), 'created'),
    ...unless(
      creationInfo.creators.length > 0 && creationInfo.creators.every((c) => CREATOR.test(c)),
      'creators',
    ),
    ...unless(known.size === ids.length, 'two elements have one id'),
    ...ids.filter((id) => !ID.test(id)).map((id) => `id ${id}`),
    ...document.documentDescribes.filter((id) => !known.has(id)).map((id) => `describes ${id}`),
    ...relationships
      .flatMap(({ spdxElementId, relatedSpdxElement }) => [spdxElementId, relatedSpdxElement])
      .filter((id) => !known.has(id))
      .map((id) => `relationship with ${id}`),
    ...packages.filter(({ name }) => name === '').map(({ SPDXID }) => `name of ${SPDXID}`),
    ...packages.map(({ licenseDeclared }) => licenseDeclared).filter((text) => !isLicence(text, licences)),
    ...[...licences].filter((id) => !OWN_LICENCE.test(id)),
    ...all.filter(({ annotationDate }) => !TIME.test(annotationDate)).map(() => 'date of an annotation'),
    ...all.filter(({ annotator }) => !CREATOR.test(annotator)).map(() => 'annotator'),
  ];
}

function unless(holds: boolean, what: string): readonly string[] {
  return holds ? [] : [what];
}

function isLicence(text: string, own: ReadonlySet<string>): boolean {
  return text === 'NOASSERTION' || own.has(text) || (isSpdxExpression(text) && !text.includes('LicenseRef-'));
}
