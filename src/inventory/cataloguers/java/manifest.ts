import { statedWords } from '../text.ts';
import { coordinates, type Coordinates } from './coordinates.ts';

const LINE = /\r\n|[\r\n]/u;
/** `core-1.2.3` of `core-1.2.3.jar`. */
const FILE = /^(.+?)-(\d[^/]*)\.[^./]+$/u;

const FILE_MAX = 255;

/** The main section of a manifest, names in lower case. Source: JAR File Specification, "JAR Manifest". */
export function readManifest(content: Buffer): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  let name: string | null = null;
  let parts: string[] = [];
  const end = (): void => {
    if (name !== null) values.set(name, parts.join('').trim());
  };
  for (const line of content.toString('utf8').split(LINE)) {
    if (line.startsWith(' ')) {
      parts.push(line.slice(1));
      continue;
    }
    end();
    name = null;
    if (line === '') {
      if (values.size > 0) break;
      continue;
    }
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    name = line.slice(0, colon).trim().toLowerCase();
    parts = [line.slice(colon + 1)];
  }
  end();
  return values;
}

/**
 * What an archive without Maven's files is, from its manifest and file name; null when that would be a guess.
 * The artifact and version are those of the file name, where the manifest says the same version. The group is
 * stated by Maven (`Implementation-Vendor-Id`), or is what stands before the artifact in the symbolic name that
 * Maven's bundle plugin makes of both.
 */
export function identifyByManifest(
  manifest: ReadonlyMap<string, string>,
  fileName: string,
): Coordinates | null {
  const { artifact, version } = partsOf(fileName);
  if (artifact === undefined || version === undefined) return null;
  const stated = [manifest.get('implementation-version'), manifest.get('bundle-version')];
  if (!stated.some((one) => one === version || one === osgiVersion(version))) return null;
  return coordinates(groupOf(manifest, artifact) ?? undefined, artifact, version);
}

/**
 * Whether a file named like a published archive (`core-1.2.jar`) states coordinates, and none of them are its own:
 * they are of what was packed into it.
 */
export function isOnlyOthers(found: readonly Coordinates[], fileName: string): boolean {
  const { artifact, version } = partsOf(fileName);
  if (artifact === undefined || version === undefined || found.length === 0) return false;
  return !found.some((one) => one.artifact === artifact || version.startsWith(one.version));
}

/** The licence as the manifest states it; only the first of several addresses or names. */
export function licenceOf(manifest: ReadonlyMap<string, string>): string | null {
  return statedWords(manifest.get('bundle-license')?.split(/[,;]/u)[0]?.replaceAll('"', ''));
}

/** A name that no file system takes is not looked at: the pattern takes the square of its length. */
function partsOf(fileName: string): { readonly artifact?: string; readonly version?: string } {
  const [, artifact, version] = (fileName.length <= FILE_MAX ? FILE.exec(fileName) : null) ?? [];
  return artifact === undefined || version === undefined ? {} : { artifact, version };
}

function groupOf(manifest: ReadonlyMap<string, string>, artifact: string): string | null {
  const symbolic = manifest.get('bundle-symbolicname')?.split(';')[0]?.trim() ?? '';
  const end = `.${artifact}`;
  // With a hyphen it can only be an artifact: packages of classes have none.
  if (artifact.includes('-') && symbolic.endsWith(end)) return symbolic.slice(0, -end.length);
  const vendor = manifest.get('implementation-vendor-id');
  const title = manifest.get('implementation-title');
  return vendor !== undefined && (title === artifact || symbolic === vendor + end) ? vendor : null;
}

/** `1.2.3-rc1` is `1.2.3.rc1` to OSGi. Source: OSGi Core, 3.2.5 "Version". */
function osgiVersion(version: string): string {
  return version.replace('-', '.');
}
