import type { LayerFiles } from './oci.ts';

/** A `package.json` with these members. */
export function packageJson(
  name: string,
  version: string,
  more: Readonly<Record<string, unknown>> = {},
): string {
  return JSON.stringify({ name, version, ...more });
}

/** The os-release of Debian 12. */
export const DEBIAN_12 = [
  'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"',
  'NAME="Debian GNU/Linux"',
  'VERSION_ID="12"',
  'VERSION_CODENAME=bookworm',
  'ID=debian',
  '',
].join('\n');

/** The os-release of Alpine 3.19. */
export const ALPINE_319 = [
  'NAME="Alpine Linux"',
  'ID=alpine',
  'VERSION_ID=3.19.1',
  'PRETTY_NAME="Alpine Linux v3.19"',
  '',
].join('\n');

/** A paragraph of dpkg's status file. */
export function dpkgStanza(name: string, version: string, more: readonly string[] = []): string {
  return [
    `Package: ${name}`,
    'Status: install ok installed',
    'Architecture: amd64',
    `Version: ${version}`,
    ...more,
    'Description: words',
    ' more words: with a colon',
    '',
    '',
  ].join('\n');
}

/** A package of apk's database. */
export function apkStanza(name: string, version: string, more: readonly string[] = []): string {
  return [`C:Q1abc=`, `P:${name}`, `V:${version}`, 'A:x86_64', 'L:MIT', ...more, '', ''].join('\n');
}

/** A layer with Debian 12 and these packages. */
export function debianLayer(...packages: readonly string[]): LayerFiles {
  return { 'etc/os-release': DEBIAN_12, 'var/lib/dpkg/status': packages.join('') };
}
