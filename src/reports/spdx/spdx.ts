import type { Report } from '../../model/report.ts';
import { jsonText } from '../../util/escape.ts';
import type { ReportFormatter } from '../report-format.ts';
import { identityOf } from '../sbom/identity.ts';
import { imageProperties, isWhole, runProperties } from '../sbom/properties.ts';
import type { SpdxDocument, SpdxPackage, SpdxRelationship } from './document.ts';
import { SpdxLicences } from './licences.ts';
import { componentPackage, imagePackage, osPackage, spdxId, type Annotate } from './packages.ts';

/** The inventory as an SBOM. Source: SPDX specification 2.3, JSON. */
export const spdxReport: ReportFormatter = {
  id: 'spdx',
  mediaType: 'application/spdx+json',
  render: (report) => `${jsonText(toSpdx(report), 2)}\n`,
};

const DOCUMENT = 'SPDXRef-DOCUMENT';
const FRACTION = /\.\d+Z$/u;
const INCOMPLETE =
  'This document is not complete: something in the image could not be examined. The annotations image-gate:unknown say what.';

export function toSpdx(report: Report): SpdxDocument {
  const { components, subject, tool } = report;
  const identity = identityOf(report);
  const created = report.finishedAt.replace(FRACTION, 'Z');
  const creator = `Tool: ${tool.name}-${tool.version}`;
  const annotate: Annotate = (properties) =>
    properties.map(({ name, value }) => ({
      annotationDate: created,
      annotationType: 'OTHER',
      annotator: creator,
      comment: `${name}=${value}`,
    }));
  const licences = new SpdxLicences();
  const image = spdxId('Image', identity.name, identity.uuid);
  const ids = components.map((one, at) => spdxId('Package', one.name, `${String(at)} ${one.purl}`));
  const packages: SpdxPackage[] = [imagePackage(image, identity, annotate(imageProperties(report)))];
  const contained: string[] = [];
  if (subject !== null && subject.os !== null) {
    const os = spdxId('OperatingSystem', subject.os.id, identity.uuid);
    packages.push(osPackage(os, subject.os, annotate));
    contained.push(os);
  }
  for (const [at, component] of components.entries()) {
    const id = ids[at] ?? '';
    packages.push(componentPackage(id, component, { licences, annotate }));
    contained.push(id);
  }
  const own = licences.list();
  const annotations = annotate(runProperties(report));
  return {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: DOCUMENT,
    name: identity.name,
    documentNamespace: `urn:uuid:${identity.uuid}`,
    creationInfo: { created, creators: [creator], ...(isWhole(report) ? {} : { comment: INCOMPLETE }) },
    documentDescribes: [image],
    packages,
    relationships: [
      relationship(DOCUMENT, 'DESCRIBES', image),
      ...contained.map((id) => relationship(image, 'CONTAINS', id)),
      ...ownedBy(report, ids),
    ],
    ...(own.length === 0 ? {} : { hasExtractedLicensingInfos: own }),
    ...(annotations.length === 0 ? {} : { annotations }),
  };
}

function ownedBy({ components }: Report, ids: readonly string[]): readonly SpdxRelationship[] {
  const byPurl = new Map(components.map(({ purl }, at) => [purl, ids[at] ?? '']));
  return components.flatMap(({ ownedBy: owner }, at) => {
    const id = owner === null ? undefined : byPurl.get(owner);
    return id === undefined ? [] : [relationship(id, 'CONTAINS', ids[at] ?? '')];
  });
}

function relationship(
  spdxElementId: string,
  relationshipType: SpdxRelationship['relationshipType'],
  relatedSpdxElement: string,
): SpdxRelationship {
  return { spdxElementId, relationshipType, relatedSpdxElement };
}
