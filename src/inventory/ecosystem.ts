import type { OsRelease } from '../model/component.ts';
import type { PackageType } from './cataloguer.ts';

const DEBIAN = /^([1-9]\d*)(?:\.\d+)*$/u;
const ALPINE = /^(\d+\.\d+)(?:\.\d+)?$/u;
const UBUNTU = /^(\d\d)\.(04|10)(?:\.\d+)?$/u;

/**
 * The OSV ecosystem of a package; null when OSV has none for this distribution or release.
 * Source: OSV schema, "Defined Ecosystems".
 */
export function ecosystemOf(type: PackageType, os: OsRelease | null): string | null {
  if (type === 'npm') return 'npm';
  if (type === 'pypi') return 'PyPI';
  if (os === null) return null;
  return type === 'deb' ? debEcosystem(os) : apkEcosystem(os);
}

/** Debian's testing and sid state no version: nothing is known about their advisories. */
function debEcosystem({ id, version }: OsRelease): string | null {
  if (id === 'debian') {
    const major = DEBIAN.exec(version ?? '')?.[1];
    return major === undefined ? null : `Debian:${major}`;
  }
  if (id !== 'ubuntu') return null;
  const match = UBUNTU.exec(version ?? '');
  if (match?.[1] === undefined || match[2] === undefined) return null;
  // Long-term releases are those of April in even years.
  const isLongTerm = match[2] === '04' && Number(match[1]) % 2 === 0;
  return `Ubuntu:${match[1]}.${match[2]}${isLongTerm ? ':LTS' : ''}`;
}

/** Edge states the version of a release to come (`3.20.0_alpha20240329`): it has no advisories of its own. */
function apkEcosystem({ id, version }: OsRelease): string | null {
  if (id === 'wolfi') return 'Wolfi';
  if (id === 'chainguard') return 'Chainguard';
  if (id !== 'alpine') return null;
  const release = ALPINE.exec(version ?? '')?.[1];
  return release === undefined ? null : `Alpine:v${release}`;
}
