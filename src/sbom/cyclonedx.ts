import { LIMITS } from '../util/limits.ts';
import type { Gap, SbomDocument, SbomEntry, SbomImage } from './document.ts';
import { imageOf } from './image.ts';
import { asFields, listOf, textOf, type Fields } from './json-shape.ts';
import { isImageUrl, isSystemUrl } from './package-url.ts';
import { entryFacts, first, osRelease, propertyMap, statedGaps, type Properties } from './properties.ts';
import { badSbom } from './errors.ts';
import type { OsRelease } from '../model/component.ts';

/** What is no package, when it has no package URL. */
const NO_PACKAGE: ReadonlySet<string> = new Set(['file', 'data', 'cryptographic-asset']);
const INCOMPLETE = /^incomplete/u;

/**
 * Reads CycloneDX 1.2 to 1.7, JSON. Throws `SourceError` SBOM_INVALID.
 * Source: cyclonedx.org, "CycloneDX JSON Reference".
 */
export function readCycloneDx(document: Fields): SbomDocument {
  const metadata = asFields(document['metadata']);
  const root = asFields(metadata?.['component']);
  const run = propertiesOf(metadata ?? {});
  const found: Found = { systems: [], entries: [], gaps: [] };
  for (const component of componentsOf(document, found.gaps)) addComponent(component, found);
  if (root !== null) {
    for (const component of componentsOf(root, found.gaps)) addComponent(component, found);
    const purl = textOf(root, 'purl');
    if (purl !== null && !isImageUrl(purl)) addComponent(root, found);
  }
  const stated = statedGaps(run);
  found.gaps.push(...stated);
  if (stated.length === 0) found.gaps.push(...compositionGaps(document));
  return { image: imageOfRoot(root), ...found };
}

interface Found {
  readonly systems: OsRelease[];
  readonly entries: SbomEntry[];
  readonly gaps: Gap[];
}

/** Components inside components too, in the order of the document. */
function* componentsOf(document: Fields, gaps: Gap[]): Generator<Fields> {
  const stack: unknown[] = [...toReversed(requireList(document))];
  let count = 0;
  while (stack.length > 0) {
    const component = asFields(stack.pop());
    count += 1;
    if (count > LIMITS.sbomComponents.value) {
      throw badSbom(`it has more than ${String(LIMITS.sbomComponents.value)} components`);
    }
    if (component === null) {
      gaps.push({ place: 'components', reason: 'an entry of the list is no component' });
      continue;
    }
    yield component;
    for (const inner of toReversed(requireList(component))) stack.push(inner);
  }
}

function requireList(fields: Fields): readonly unknown[] {
  const list = listOf(fields, 'components');
  if (list === null) throw badSbom('"components" is no list');
  return list;
}

function toReversed(list: readonly unknown[]): readonly unknown[] {
  return list.toReversed();
}

function addComponent(component: Fields, found: Found): void {
  const type = textOf(component, 'type') ?? '';
  const name = textOf(component, 'name');
  const version = textOf(component, 'version');
  const purl = textOf(component, 'purl');
  const properties = propertiesOf(component);
  const place = textOf(component, 'bom-ref') ?? purl ?? name ?? 'a component';
  if (type === 'operating-system') {
    const id = first(properties, 'syft:distro:id') ?? name;
    if (id === null) found.gaps.push({ place, reason: 'the operating system has no name' });
    else found.systems.push(osRelease({ id, version, cpe: textOf(component, 'cpe') }, properties));
    if (purl === null || isSystemUrl(purl, name)) return;
  }
  // Whatever it is called: what has a package URL is a package.
  if (purl === null && (NO_PACKAGE.has(type) || isGroup(properties))) return;
  if (purl === null) {
    found.gaps.push({
      place: name ?? place,
      reason: 'it has no package URL, so no advisory can be looked up',
    });
    return;
  }
  const group = textOf(component, 'group');
  found.entries.push({
    place,
    purl,
    name: group === null || name === null ? name : `${group}/${name}`,
    version,
    licence: licenceOf(component),
    facts: entryFacts(properties),
  });
}

/** Trivy writes the lock file that lists packages as a component of its own. */
function isGroup(properties: Properties): boolean {
  return first(properties, 'aquasecurity:trivy:Class') === 'lang-pkgs';
}

function propertiesOf(fields: Fields): Properties {
  const pairs = (listOf(fields, 'properties') ?? []).flatMap((item) => {
    const property = asFields(item);
    const name = textOf(property, 'name');
    return name === null ? [] : [{ name, value: textOf(property, 'value') ?? '' }];
  });
  return propertyMap(pairs);
}

/** An expression, an identifier or words; several as one expression is not for us to make: they are listed. */
function licenceOf(component: Fields): string | null {
  const stated = (listOf(component, 'licenses') ?? []).flatMap((item) => {
    const choice = asFields(item);
    const licence = asFields(choice?.['license']);
    const text = textOf(choice, 'expression') ?? textOf(licence, 'id') ?? textOf(licence, 'name');
    return text === null ? [] : [text];
  });
  return stated.length === 0 ? null : stated.join(', ');
}

/** Source: CycloneDX, "compositions": only what is said of the parts of something; dependencies are not judged. */
function compositionGaps(document: Fields): readonly Gap[] {
  const list = listOf(document, 'compositions');
  if (list === null) throw badSbom('"compositions" is no list');
  return list.flatMap((item): readonly Gap[] => {
    const composition = asFields(item);
    const aggregate = textOf(composition, 'aggregate') ?? '';
    if (composition === null || !INCOMPLETE.test(aggregate)) return [];
    const assemblies = listOf(composition, 'assemblies') ?? [];
    const others = ['dependencies', 'vulnerabilities'].some(
      (name) => (listOf(composition, name) ?? []).length > 0,
    );
    if (assemblies.length === 0 && others) return [];
    return [{ place: 'compositions', reason: `the SBOM says that it is ${aggregate.replaceAll('_', ' ')}` }];
  });
}

function imageOfRoot(root: Fields | null): SbomImage {
  const properties = propertiesOf(root ?? {});
  return imageOf({
    name: textOf(root, 'name'),
    version: textOf(root, 'version'),
    purl: textOf(root, 'purl'),
    properties,
  });
}
