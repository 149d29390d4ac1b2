import type { SbomImage } from './document.ts';
import { first, type Properties } from './properties.ts';

const DIGEST = /^sha256:[0-9a-f]{64}$/u;
const DIGEST_AT_END = /[@:](sha256(?::|%3A)[0-9a-f]{64})(?:[?#]|$)/iu;
const COUNT = /^\d{1,6}$/u;
const LAYER = /^(\d{1,6}) (sha256:[0-9a-f]{64})$/u;

/** What the SBOM says of the image as a whole. Only what has the form of a digest is taken for one. */
export function imageOf(stated: {
  readonly name: string | null;
  readonly version: string | null;
  readonly purl: string | null;
  readonly properties: Properties;
}): SbomImage {
  const { name, version, purl, properties } = stated;
  const isOurs = properties.has('image-gate:image:source');
  const layers = properties.get('aquasecurity:trivy:DiffID');
  return {
    name: first(properties, 'image-gate:image:reference', 'aquasecurity:trivy:Reference') ?? name,
    digest: isOurs
      ? digest(first(properties, 'image-gate:image:digest'))
      : (digest(version) ?? digestIn(purl) ?? digestIn(first(properties, 'aquasecurity:trivy:RepoDigest'))),
    imageId: digest(first(properties, 'image-gate:image:id', 'aquasecurity:trivy:ImageID')),
    platform: first(properties, 'image-gate:image:platform'),
    layers: countOf(first(properties, 'image-gate:image:layers')) ?? layers?.length ?? null,
    diffIds: diffIdsOf(properties),
  };
}

/** In order, or none. */
function diffIdsOf(properties: Properties): readonly string[] {
  const found: string[] = [];
  for (const text of properties.get('image-gate:image:layer') ?? []) {
    const [, index, diffId] = LAYER.exec(text) ?? [];
    if (diffId === undefined || Number(index) !== found.length) return [];
    found.push(diffId);
  }
  return found;
}

function digest(text: string | null): string | null {
  return text !== null && DIGEST.test(text) ? text : null;
}

function digestIn(text: string | null): string | null {
  const found = text === null ? undefined : DIGEST_AT_END.exec(text)?.[1];
  return found === undefined ? null : digest(found.toLowerCase().replace('%3a', ':'));
}

function countOf(text: string | null): number | null {
  return text !== null && COUNT.test(text) ? Number(text) : null;
}
