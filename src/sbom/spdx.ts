import type { OsRelease } from '../model/component.ts';
import { LIMITS } from '../util/limits.ts';
import type { EntryFacts, Gap, SbomDocument, SbomEntry, SbomImage } from './document.ts';
import { badSbom } from './errors.ts';
import { imageOf } from './image.ts';
import { asFields, listOf, textOf, type Fields } from './json-shape.ts';
import { isImageUrl, isSystemUrl } from './package-url.ts';
import { entryFacts, first, osRelease, propertyMap, statedGaps, type Properties } from './properties.ts';
import { extractedLicences, licenceOf } from './spdx-licence.ts';

/**
 * Reads SPDX 2.2 and 2.3, JSON. Throws `SourceError` SBOM_INVALID.
 * Source: SPDX specification 2.3, clauses 6, 7, 11 and 12.
 */
export function readSpdx(document: Fields): SbomDocument {
  const packages = requireList(document, 'packages');
  if (packages.length > LIMITS.sbomComponents.value) {
    throw badSbom(`it has more than ${String(LIMITS.sbomComponents.value)} packages`);
  }
  const described = describedBy(document);
  const licences = extractedLicences(document);
  const systems: OsRelease[] = [];
  const entries: SbomEntry[] = [];
  const gaps: Gap[] = [...documentGaps(document)];
  let image: SbomImage | null = null;
  for (const item of packages) {
    const one = asFields(item);
    if (one === null) {
      gaps.push({ place: 'packages', reason: 'an entry of the list is no package' });
      continue;
    }
    const properties = annotationsOf(one);
    const isRoot = described.has(textOf(one, 'SPDXID') ?? '');
    const kind = kindOf(one, properties, isRoot);
    if (kind === 'image') {
      if (image !== null)
        gaps.push({
          place: placeOf(one),
          reason: 'it has no package URL, and what the SBOM is of is another',
        });
      image = image === null || isRoot ? imageOfPackage(one, properties) : image;
    }
    if (kind === 'system') addSystem(one, properties, { systems, gaps });
    if (kind === 'package' || (kind === 'system' && packageUrlsOf(one).length > 0)) {
      addPackage(one, properties, { licences, entries, gaps });
    }
  }
  const name = textOf(document, 'name');
  return {
    image: image ?? imageOf({ name, version: null, purl: null, properties: new Map() }),
    systems,
    entries,
    gaps,
  };
}

type Kind = 'image' | 'system' | 'package' | 'other';

/** What describes the whole is no package of it, unless it is one: an SBOM can be of a package. */
function kindOf(one: Fields, properties: Properties, isRoot: boolean): Kind {
  const purpose = (textOf(one, 'primaryPackagePurpose') ?? '').replaceAll('-', '_');
  if (purpose === 'OPERATING_SYSTEM') return 'system';
  const purls = purlsOf(one);
  // Whatever its purpose is called: what has the package URL of a package is one.
  if (packageUrlsOf(one).length > 0) return 'package';
  if (purpose === 'CONTAINER' || purls.length > 0 || isRoot) return 'image';
  const isGroup = first(properties, 'aquasecurity:trivy:Class') === 'lang-pkgs';
  return isGroup || purpose === 'FILE' ? 'other' : 'package';
}

function addSystem(
  one: Fields,
  properties: Properties,
  into: { readonly systems: OsRelease[]; readonly gaps: Gap[] },
): void {
  const id = textOf(one, 'name');
  if (id === null) {
    into.gaps.push({ place: placeOf(one), reason: 'the operating system has no name' });
    return;
  }
  into.systems.push(osRelease({ id, version: textOf(one, 'versionInfo'), cpe: null }, properties));
}

function addPackage(
  one: Fields,
  properties: Properties,
  {
    licences,
    entries,
    gaps,
  }: {
    readonly licences: ReadonlyMap<string, string>;
    readonly entries: SbomEntry[];
    readonly gaps: Gap[];
  },
): void {
  const purls = purlsOf(one);
  const name = textOf(one, 'name');
  if (purls.length === 0) {
    const reason = 'it has no package URL, so no advisory can be looked up';
    gaps.push({ place: name ?? placeOf(one), reason });
  }
  for (const purl of new Set(purls)) {
    entries.push({
      place: placeOf(one),
      purl,
      name,
      version: textOf(one, 'versionInfo'),
      licence: licenceOf(one, licences),
      facts: factsOf(one, properties),
    });
  }
}

const BUILT_FROM = /^built package from: (\S+) (\S+)$/u;

/** Trivy says of what a package was built in a sentence. */
function factsOf(one: Fields, properties: Properties): EntryFacts {
  const facts = entryFacts(properties);
  if (facts.source !== null) return facts;
  const [, name, version] = BUILT_FROM.exec(textOf(one, 'sourceInfo') ?? '') ?? [];
  return name === undefined || version === undefined ? facts : { ...facts, source: { name, version } };
}

/** SPDX 2.2 writes the category with `_`, SPDX 2.3 with `-`. */
function purlsOf(one: Fields): readonly string[] {
  return (listOf(one, 'externalRefs') ?? []).flatMap((item) => {
    const reference = asFields(item);
    const isPurl = textOf(reference, 'referenceType') === 'purl';
    const purl = isPurl ? textOf(reference, 'referenceLocator') : null;
    return purl === null ? [] : [purl];
  });
}

/** Those that name neither an image nor the operating system itself. */
function packageUrlsOf(one: Fields): readonly string[] {
  const name = textOf(one, 'name');
  const isSystem = (textOf(one, 'primaryPackagePurpose') ?? '').startsWith('OPERATING');
  return purlsOf(one).filter((purl) => !isImageUrl(purl) && !(isSystem && isSystemUrl(purl, name)));
}

function describedBy(document: Fields): ReadonlySet<string> {
  const ids = (listOf(document, 'documentDescribes') ?? []).filter((id) => typeof id === 'string');
  const related = (listOf(document, 'relationships') ?? []).flatMap((item) => {
    const relationship = asFields(item);
    const id = textOf(relationship, 'relatedSpdxElement');
    return textOf(relationship, 'relationshipType') === 'DESCRIBES' && id !== null ? [id] : [];
  });
  return new Set([...ids, ...related]);
}

const COMMENT = /^(image-gate:[^=]{1,100})=(.*)$/su;
const TRIVY_COMMENT = /^([A-Za-z]{1,40}): (.*)$/su;

/** Our properties, `image-gate:name=value`, and those of Trivy, `Name: value`. */
function annotationsOf(fields: Fields): Properties {
  const pairs = (listOf(fields, 'annotations') ?? []).flatMap((item) => {
    const annotation = asFields(item);
    const comment = textOf(annotation, 'comment') ?? '';
    const [, own, value] = COMMENT.exec(comment) ?? [];
    if (own !== undefined && value !== undefined) return [{ name: own, value }];
    const isTrivy = textOf(annotation, 'annotator')?.startsWith('Tool: trivy') === true;
    const [, key, said] = (isTrivy ? TRIVY_COMMENT.exec(comment) : null) ?? [];
    return key === undefined || said === undefined
      ? []
      : [{ name: `aquasecurity:trivy:${key}`, value: said }];
  });
  return propertyMap(pairs);
}

function documentGaps(document: Fields): readonly Gap[] {
  const stated = statedGaps(annotationsOf(document));
  const comment = textOf(asFields(document['creationInfo']), 'comment') ?? '';
  if (stated.length > 0 || !comment.includes('is not complete')) return stated;
  return [{ place: 'creationInfo', reason: 'the SBOM says that it is not complete' }];
}

function imageOfPackage(one: Fields, properties: Properties): SbomImage {
  return imageOf({
    name: textOf(one, 'name'),
    version: textOf(one, 'versionInfo'),
    purl: purlsOf(one).find((purl) => purl.startsWith('pkg:oci/')) ?? null,
    properties,
  });
}

function placeOf(one: Fields): string {
  return textOf(one, 'SPDXID') ?? textOf(one, 'name') ?? 'a package';
}

function requireList(fields: Fields, name: string): readonly unknown[] {
  const list = listOf(fields, name);
  if (list === null) throw badSbom(`"${name}" is no list`);
  return list;
}
