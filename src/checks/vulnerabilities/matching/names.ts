import { parentEcosystem } from '../advisories/source.ts';

const SEPARATORS = /[-_.]+/gu;

/** A package name as it is compared in its ecosystem. Source for PyPI: PEP 503, "Normalized Names". */
export function normalName(ecosystem: string, name: string): string {
  return parentEcosystem(ecosystem) === 'PyPI' ? name.toLowerCase().replace(SEPARATORS, '-') : name;
}
