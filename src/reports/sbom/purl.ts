import { PackageURL } from 'packageurl-js';
import type { Component } from '../../model/component.ts';

const OS_TYPE = /^pkg:(?:deb|apk|rpm)\//u;
// packageurl-js leaves a plus in a version as it is; the specification wants it encoded.
const PLUS = /\+/gu;

/**
 * The package URL with the source package in `upstream`, as other tools look for it: without it they would ask
 * for advisories of the wrong name. Source: purl specification, PURL-TYPES, deb: "upstream".
 */
export function purlWithSource({ purl, name, version, source }: Component): string {
  if (source === null || !OS_TYPE.test(purl) || (source.name === name && source.version === version))
    return purl;
  try {
    const parsed = PackageURL.fromString(purl);
    const qualifiers: Record<string, string> = { ...parsed.qualifiers };
    if (qualifiers['upstream'] !== undefined) return purl;
    qualifiers['upstream'] = source.version === version ? source.name : `${source.name}@${source.version}`;
    const { type, namespace, name: own, version: at, subpath } = parsed;
    return new PackageURL(type, namespace, own, at, qualifiers, subpath).toString().replace(PLUS, '%2B');
  } catch {
    return purl;
  }
}
