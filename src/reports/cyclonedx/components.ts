import type { Component, OsRelease } from '../../model/component.ts';
import { isSpdxExpression, isSpdxId } from '../../util/spdx.ts';
import { componentProperties, osProperties, type Property } from '../sbom/properties.ts';
import { purlWithSource } from '../sbom/purl.ts';
import type { CdxComponent, CdxLicence } from './document.ts';

/** Each component with its reference in the document: its package URL, with a number where that is there twice. */
export function referencesOf(components: readonly Component[]): ReadonlyMap<Component, string> {
  const seen = new Map<string, number>();
  return new Map(
    components.map((component) => {
      const count = (seen.get(component.purl) ?? 0) + 1;
      seen.set(component.purl, count);
      return [component, count === 1 ? component.purl : `${component.purl}#${String(count)}`];
    }),
  );
}

export function cdxComponent(component: Component, ref: string): CdxComponent {
  const { name, version, licence, locations } = component;
  const properties = [...componentProperties(component), ...trivyProperties(component)];
  return {
    'bom-ref': ref,
    type: 'library',
    name,
    ...(version === '' ? {} : { version }),
    ...(licence === null || licence.trim() === '' ? {} : { licenses: [cdxLicence(licence)] }),
    purl: purlWithSource(component),
    ...(locations.length === 0
      ? {}
      : {
          evidence: {
            occurrences: locations.map(({ path, layer }) => ({
              location: path,
              ...(layer === null ? {} : { additionalContext: `layer ${String(layer)}` }),
            })),
          },
        }),
    ...(properties.length === 0 ? {} : { properties }),
  };
}

export function cdxOs(os: OsRelease, ref: string): CdxComponent {
  const properties = osProperties(os);
  return {
    'bom-ref': ref,
    type: 'operating-system',
    name: os.id,
    ...(os.version === null ? {} : { version: os.version }),
    ...(properties.length === 0 ? {} : { properties }),
  };
}

/** Trivy looks for the source package here, and would take the binary's name for it. */
function trivyProperties({ source, ecosystem }: Component): readonly Property[] {
  if (source === null || ecosystem === null || ecosystem === '') return [];
  return [
    { name: 'aquasecurity:trivy:SrcName', value: source.name },
    { name: 'aquasecurity:trivy:SrcVersion', value: source.version },
  ];
}

/** A licence that is no SPDX expression keeps the words of the package. */
export function cdxLicence(stated: string): CdxLicence {
  if (isSpdxId(stated)) return { license: { id: stated } };
  return isSpdxExpression(stated) ? { expression: stated } : { license: { name: stated } };
}
