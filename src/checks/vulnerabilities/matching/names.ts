import { parentEcosystem } from '../advisories/source.ts';

const SEPARATORS = /[-_.]+/gu;
/** Their names are the same in any case, and are kept as their authors write them. */
const ANY_CASE: ReadonlySet<string> = new Set(['NuGet', 'Packagist']);

/**
 * A package name as it is compared in its ecosystem. Source for PyPI: PEP 503, "Normalized Names"; NuGet: "Package
 * identifiers are case insensitive"; Packagist: Composer's schema, "name".
 */
export function normalName(ecosystem: string, name: string): string {
  const parent = parentEcosystem(ecosystem);
  if (parent === 'PyPI') return name.toLowerCase().replace(SEPARATORS, '-');
  return ANY_CASE.has(parent) ? name.toLowerCase() : name;
}

/** A package name as it is asked for: what is compared in any case is stored as its author writes it. */
export function askedName(ecosystem: string, name: string): string {
  return ANY_CASE.has(parentEcosystem(ecosystem)) ? name : normalName(ecosystem, name);
}
