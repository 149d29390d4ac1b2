import { statedVersion } from '../text.ts';

/** What Maven repositories file an archive under. */
export interface Coordinates {
  readonly group: string;
  readonly artifact: string;
  readonly version: string;
}

const ID = /^[A-Za-z0-9_.-]{1,256}$/u;

/** Null when one of them is missing, or is none that a Maven repository takes. Source: Maven POM reference. */
export function coordinates(
  group: string | undefined,
  artifact: string | undefined,
  version: string | undefined,
): Coordinates | null {
  const stated = statedVersion(version);
  if (group === undefined || artifact === undefined || stated === null) return null;
  // A variable that nothing filled in.
  if (stated.includes('${') || !ID.test(group) || !ID.test(artifact)) return null;
  return { group, artifact, version: stated };
}
