import { LIMITS } from '../../../util/limits.ts';
import type { Cataloguer, Package, Reading } from '../../cataloguer.ts';
import { quoted } from '../text.ts';
import { ARCHIVE_SUFFIXES, isArchive, readArchive, type ArchivePackage } from './archive.ts';

const SHOWN = 5;
const NOT_IDENTIFIED =
  'nothing says which package it is: it has no pom.properties of its own (looking it up by SHA-1 needs a network)';

/** Java archives, by what Maven writes into them, and otherwise by a manifest that leaves no doubt. */
export const JAVA: Cataloguer = {
  id: 'java',
  ecosystem: 'maven',
  sees: 'Java archives (jar, war, ear and their kin), also inside each other and packed into one, that state their Maven coordinates in `pom.properties`, literally in `pom.xml`, or without doubt in the manifest.',
  doesNotSee:
    'Libraries without Maven coordinates, which are told as unknown; classes that were copied into an application without `pom.properties`; the application itself; native images.',
  names: { suffixes: ARCHIVE_SUFFIXES },
  wants: isArchive,
  maxBytes: LIMITS.javaArchiveBytes.value,
  read: readJava,
  wellKnown: [],
  behindLinks: [''],
  linkedFolders: null,
};

function readJava(content: Buffer, path: string): Reading {
  const { packages, unknowns, unidentified } = readArchive(content, path);
  const inside = unidentified.filter((place) => place !== path);
  return {
    packages: packages.map((one) => asPackage(one, path)),
    owned: [],
    unknowns: [
      ...unknowns,
      ...(inside.length < unidentified.length ? [NOT_IDENTIFIED] : []),
      ...(inside.length > 0 ? [notIdentified(inside)] : []),
    ],
  };
}

function asPackage({ group, artifact, version, licence, place }: ArchivePackage, path: string): Package {
  const base = { type: 'maven', name: `${group}:${artifact}`, version, licence } as const;
  const one: Package = { ...base, architecture: null, source: null };
  return place === path ? one : { ...one, innerPath: place };
}

function notIdentified(places: readonly string[]): string {
  const names = places.slice(0, SHOWN).map((place) => quoted(place.slice(place.lastIndexOf('/') + 1)));
  const more = places.length > SHOWN ? ` and ${places.length - SHOWN} more` : '';
  return `of ${places.length} archives inside nothing says which packages they are: ${names.join(', ')}${more}`;
}
