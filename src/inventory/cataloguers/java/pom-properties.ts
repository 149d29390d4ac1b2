import { coordinates, type Coordinates } from './coordinates.ts';

const LINE = /\r\n|[\r\n]/u;

/** What Maven wrote beside the classes it packed; null when it does not state all three. Source: Maven Archiver. */
export function readPomProperties(content: Buffer): Coordinates | null {
  const values = new Map<string, string>();
  for (const line of content.toString('latin1').split(LINE)) {
    const trimmed = line.trim();
    if (trimmed.startsWith('#') || trimmed.startsWith('!')) continue;
    const at = separator(trimmed);
    if (at > 0) values.set(trimmed.slice(0, at).trim(), unescaped(trimmed.slice(at + 1).trim()));
  }
  return coordinates(values.get('groupId'), values.get('artifactId'), values.get('version'));
}

function separator(line: string): number {
  const equals = line.indexOf('=');
  const colon = line.indexOf(':');
  if (equals < 0 || colon < 0) return Math.max(equals, colon);
  return Math.min(equals, colon);
}

/** Only signs are escaped in names and versions. Source: java.util.Properties, "load". */
function unescaped(value: string): string {
  return value.replaceAll(/\\(?=[:=#!\\])/gu, '');
}
