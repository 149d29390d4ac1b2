import type { Component, OsRelease } from '../../model/component.ts';
import { fingerprint } from '../../util/fingerprint.ts';
import type { ImageIdentity } from '../sbom/identity.ts';
import { componentProperties, osProperties, type Property } from '../sbom/properties.ts';
import { purlWithSource } from '../sbom/purl.ts';
import type { SpdxAnnotation, SpdxExternalRef, SpdxPackage } from './document.ts';
import type { SpdxLicences } from './licences.ts';

export type Annotate = (properties: readonly Property[]) => readonly SpdxAnnotation[];

const NOT_IN_ID = /[^A-Za-z0-9.-]+/gu;
const NOTHING_SAID = {
  downloadLocation: 'NOASSERTION',
  filesAnalyzed: false,
  licenseConcluded: 'NOASSERTION',
  copyrightText: 'NOASSERTION',
} as const;

/** Source: SPDX specification 2.3, 7.2: letters, digits, `.` and `-`. `key` tells two of one name apart. */
export function spdxId(kind: string, name: string, key: string): string {
  return `SPDXRef-${kind}-${name.replace(NOT_IN_ID, '-').slice(0, 80)}-${fingerprint(key).slice(0, 12)}`;
}

export function imagePackage(
  id: string,
  { name, version, purl, sha256 }: ImageIdentity,
  annotations: readonly SpdxAnnotation[],
): SpdxPackage {
  return {
    SPDXID: id,
    name,
    ...(version === null ? {} : { versionInfo: version }),
    ...NOTHING_SAID,
    licenseDeclared: 'NOASSERTION',
    primaryPackagePurpose: 'CONTAINER',
    ...(sha256 === null ? {} : { checksums: [{ algorithm: 'SHA256', checksumValue: sha256 }] }),
    ...(purl === null ? {} : { externalRefs: [purlRef(purl)] }),
    ...(annotations.length === 0 ? {} : { annotations }),
  };
}

export function osPackage(id: string, os: OsRelease, annotate: Annotate): SpdxPackage {
  const annotations = annotate(osProperties(os));
  return {
    SPDXID: id,
    name: os.id,
    ...(os.version === null ? {} : { versionInfo: os.version }),
    ...NOTHING_SAID,
    licenseDeclared: 'NOASSERTION',
    primaryPackagePurpose: 'OPERATING_SYSTEM',
    ...(annotations.length === 0 ? {} : { annotations }),
  };
}

export function componentPackage(
  id: string,
  component: Component,
  { licences, annotate }: { readonly licences: SpdxLicences; readonly annotate: Annotate },
): SpdxPackage {
  const { name, version, licence, source } = component;
  const comment = placesOf(component);
  const annotations = annotate(componentProperties(component));
  return {
    SPDXID: id,
    name,
    ...(version === '' ? {} : { versionInfo: version }),
    ...NOTHING_SAID,
    licenseDeclared: licences.declare(licence),
    primaryPackagePurpose: 'LIBRARY',
    // In the words in which Trivy looks for it.
    ...(source === null ? {} : { sourceInfo: `built package from: ${source.name} ${source.version}` }),
    ...(comment === '' ? {} : { comment }),
    externalRefs: [purlRef(purlWithSource(component))],
    ...(annotations.length === 0 ? {} : { annotations }),
  };
}

function placesOf({ locations }: Component): string {
  const places = locations.map(({ path, layer }) =>
    layer === null ? path : `${path} (layer ${String(layer)})`,
  );
  return places.length === 0 ? '' : `found in ${places.join(', ')}`;
}

function purlRef(purl: string): SpdxExternalRef {
  return { referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: purl };
}
