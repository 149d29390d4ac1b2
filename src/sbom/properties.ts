import type { ComponentLocation, OsRelease } from '../model/component.ts';
import type { EntryFacts, Gap } from './document.ts';

/** Properties by name; a name can be there several times. */
export type Properties = ReadonlyMap<string, readonly string[]>;

export function propertyMap(pairs: readonly { readonly name: string; readonly value: string }[]): Properties {
  const map = new Map<string, string[]>();
  for (const { name, value } of pairs) {
    const values = map.get(name) ?? [];
    values.push(value);
    map.set(name, values);
  }
  return map;
}

export function first(properties: Properties, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = properties.get(name)?.[0];
    if (value !== undefined && value !== '') return value;
  }
  return null;
}

/** Our own properties, and what Syft and Trivy write. */
export function entryFacts(properties: Properties): EntryFacts {
  return {
    purl: first(properties, 'image-gate:purl'),
    ecosystem: first(properties, 'image-gate:ecosystem'),
    source: sourceOf(properties),
    module: moduleOf(properties),
    ownedBy: first(properties, 'image-gate:owned-by'),
    locations: locationsOf(properties),
  };
}

export function osRelease(
  stated: Pick<OsRelease, 'id' | 'version' | 'cpe'>,
  properties: Properties,
): OsRelease {
  return {
    id: stated.id,
    version: stated.version,
    prettyName: first(properties, 'image-gate:os:pretty-name', 'syft:distro:prettyName'),
    idLike: properties.get('image-gate:os:id-like') ?? [],
    codename: first(properties, 'image-gate:os:codename', 'syft:distro:versionCodename'),
    cpe: first(properties, 'image-gate:os:cpe') ?? stated.cpe,
  };
}

/** What our own SBOM says that it lacks. One that cannot be read is still one. */
export function statedGaps(properties: Properties): readonly Gap[] {
  return (properties.get('image-gate:unknown') ?? []).flatMap((text): readonly Gap[] => {
    const gap = parseGap(text);
    if (gap === null) return [{ place: 'image-gate:unknown', reason: text.slice(0, 1000) }];
    return gap.step === 'inventory' ? [{ place: gap.place, reason: gap.reason }] : [];
  });
}

const LOCATION = /^(\d{1,6}|-) (.*)$/su;
const SYFT_PATH = /^syft:location:\d{1,9}:path$/u;

function locationsOf(properties: Properties): readonly ComponentLocation[] {
  const found: ComponentLocation[] = [];
  for (const text of properties.get('image-gate:location') ?? []) {
    const [, layer, path] = LOCATION.exec(text) ?? [];
    if (layer !== undefined && path !== undefined)
      found.push({ path, layer: layer === '-' ? null : Number(layer) });
  }
  if (found.length > 0) return found;
  for (const [name, values] of properties) {
    if (name !== 'aquasecurity:trivy:FilePath' && !SYFT_PATH.test(name)) continue;
    for (const path of values) found.push({ path: path.startsWith('/') ? path.slice(1) : path, layer: null });
  }
  return found;
}

function sourceOf(properties: Properties): EntryFacts['source'] {
  const own = first(properties, 'image-gate:source:name');
  if (own !== null) return { name: own, version: first(properties, 'image-gate:source:version') ?? '' };
  const trivy = first(properties, 'aquasecurity:trivy:SrcName');
  if (trivy === null) return null;
  const version = first(properties, 'aquasecurity:trivy:SrcVersion');
  const release = first(properties, 'aquasecurity:trivy:SrcRelease');
  const epoch = first(properties, 'aquasecurity:trivy:SrcEpoch');
  if (version === null) return { name: trivy, version: null };
  const full = `${epoch === null || epoch === '0' ? '' : `${epoch}:`}${version}${release === null ? '' : `-${release}`}`;
  return { name: trivy, version: full };
}

/** `nodejs:18:8070020…:rhel8`: name and stream are what advisories name. */
function moduleOf(properties: Properties): string | null {
  const own = first(properties, 'image-gate:module');
  if (own !== null) return own;
  const label = first(properties, 'aquasecurity:trivy:Modularitylabel', 'syft:metadata:modularityLabel');
  return label === null ? null : moduleOfLabel(label);
}

export function moduleOfLabel(label: string): string {
  const [name = '', stream] = label.split(':');
  return stream === undefined || stream === '' || name === '' ? 'unknown' : `${name}:${stream}`;
}

function parseGap(text: string): { step: string; place: string; reason: string } | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const { step, place, reason } = value as Readonly<Record<string, unknown>>;
    if (typeof step !== 'string' || typeof place !== 'string' || typeof reason !== 'string') return null;
    return { step, place, reason };
  } catch {
    return null;
  }
}
