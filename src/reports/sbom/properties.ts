import type { Component, OsRelease } from '../../model/component.ts';
import type { Report } from '../../model/report.ts';
import { purlWithSource } from './purl.ts';

/** What an SBOM format has no field for. Names start with `image-gate:`; docs/sbom.md lists them. */
export interface Property {
  readonly name: string;
  readonly value: string;
}

/** What reading the SBOM back needs of a component besides its package URL, name, version and licence. */
export function componentProperties(component: Component): readonly Property[] {
  const { purl, ecosystem, source, module, ownedBy, locations } = component;
  return [
    ...optional('purl', purlWithSource(component) === purl ? null : purl),
    ...optional('ecosystem', ecosystem),
    ...optional('source:name', source?.name ?? null),
    ...optional('source:version', source?.version ?? null),
    ...optional('module', module),
    ...optional('owned-by', ownedBy),
    ...locations.map(({ path, layer }) =>
      property('location', `${layer === null ? '-' : String(layer)} ${path}`),
    ),
  ];
}

export function osProperties(os: OsRelease): readonly Property[] {
  return [
    ...optional('os:pretty-name', os.prettyName),
    ...os.idLike.map((id) => property('os:id-like', id)),
    ...optional('os:codename', os.codename),
    ...optional('os:cpe', os.cpe),
  ];
}

export function imageProperties(report: Report): readonly Property[] {
  const { subject } = report;
  if (subject === null) return [];
  return [
    property('image:source', subject.source),
    property('image:reference', subject.reference),
    ...optional('image:digest', subject.digest),
    ...optional('image:id', subject.imageId),
    ...optional('image:platform', subject.platform),
    ...optional('image:layers', subject.layers === null ? null : String(subject.layers)),
    ...(subject.diffIds ?? []).map((diffId, index) => property('image:layer', `${String(index)} ${diffId}`)),
  ];
}

/** How far the SBOM can be trusted to name everything: the state of each step, and what was not examined. */
export function runProperties(report: Report): readonly Property[] {
  return [
    ...report.steps
      .filter(({ id }) => id === 'image' || id === 'inventory' || id === 'vulnerabilities')
      .map(({ id, status }) => property(`step:${id}`, status)),
    ...report.unknowns
      .filter(({ step }) => step === 'inventory' || step === 'vulnerabilities')
      .map(({ step, place, reason }) => property('unknown', JSON.stringify({ step, place, reason }))),
  ];
}

/** False when anything that the image holds may be missing. */
export function isWhole({ steps, unknowns }: Report): boolean {
  const inventory = steps.find(({ id }) => id === 'inventory');
  return inventory?.status === 'complete' && !unknowns.some(({ step }) => step === 'inventory');
}

export function property(name: string, value: string): Property {
  return { name: `image-gate:${name}`, value };
}

export function optional(name: string, value: string | null): readonly Property[] {
  return value === null ? [] : [property(name, value)];
}
