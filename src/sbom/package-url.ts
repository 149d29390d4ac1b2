import { PackageURL } from 'packageurl-js';
import type { PackageType } from '../inventory/cataloguer.ts';

/** A package URL, taken apart and checked. */
export interface ParsedPurl {
  readonly type: string;
  readonly namespace: string | null;
  /** As its ecosystem writes it: `@scope/name`, `group:artifact`. */
  readonly name: string;
  readonly version: string | null;
  readonly qualifiers: Readonly<Record<string, string>>;
  /** In canonical form. */
  readonly text: string;
}

const TYPES: ReadonlySet<string> = new Set([
  'deb',
  'apk',
  'rpm',
  'opkg',
  'npm',
  'pypi',
  'conda',
  'golang',
  'cargo',
  'maven',
  'gem',
  'composer',
  'nuget',
  'generic',
] satisfies PackageType[]);
const MAX_LENGTH = 4096;
// packageurl-js leaves a plus in a version as it is; the specification wants it encoded.
const PLUS = /\+/gu;

/** The reason, when it is none. Source: purl specification. */
export function parsePackageUrl(text: string): ParsedPurl | string {
  if (text.length > MAX_LENGTH) return 'its package URL is longer than any real one';
  let parsed: PackageURL;
  try {
    parsed = PackageURL.fromString(text);
  } catch {
    return 'its package URL cannot be read';
  }
  const { type, namespace, name, version, qualifiers } = parsed;
  if (!type || !name) return 'its package URL has no type or no name';
  return {
    type,
    namespace: namespace || null,
    name: fullName(type, namespace || null, name),
    version: version || null,
    qualifiers: { ...qualifiers },
    text: parsed.toString().replace(PLUS, '%2B'),
  };
}

const IMAGE_URL = /^pkg:(?:oci|docker)\//u;

/** Whether it names an image, and so what the SBOM is about. */
export function isImageUrl(text: string): boolean {
  return IMAGE_URL.test(text);
}

/** Whether it names the operating system itself, `pkg:generic/debian@12`, and no package of it. */
export function isSystemUrl(text: string, system: string | null): boolean {
  const start = `pkg:generic/${system ?? ''}`;
  return system !== null && (text === start || text.startsWith(`${start}@`));
}

/** Null for a type of which this program knows nothing. */
export function knownType(type: string): PackageType | null {
  return TYPES.has(type) ? (type as PackageType) : null;
}

/** How the two parts of a name are written together. Source: purl specification, types. */
function fullName(type: string, namespace: string | null, name: string): string {
  if (namespace === null) return name;
  if (type === 'maven') return `${namespace}:${name}`;
  return type === 'npm' || type === 'golang' || type === 'composer' ? `${namespace}/${name}` : name;
}
