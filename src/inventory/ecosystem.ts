import type { OsRelease } from '../model/component.ts';
import type { PackageType } from './cataloguer.ts';

const DEBIAN = /^([1-9]\d*)(?:\.\d+)*$/u;
const ALPINE = /^(\d+\.\d+)(?:\.\d+)?$/u;
const UBUNTU = /^(\d\d)\.(04|10)(?:\.\d+)?$/u;
const MAJOR = /^([1-9]\d*)(?:\.\d+)*$/u;
const SUSE_SERVER = /^(\d+)(?:\.(\d+))?$/u;
const RED_HAT_CPE = /:redhat:enterprise_linux:(\d+)/u;
const OPEN_EULER = /^openEuler (\d\d\.\d\d)(?: \((LTS(?:-SP\d+)?)\))?$/u;

/** Packages of languages and of nobody have one ecosystem, whatever the distribution. */
const OF_TYPE: ReadonlyMap<PackageType, string | null> = new Map<PackageType, string | null>([
  ['npm', 'npm'],
  ['pypi', 'PyPI'],
  ['golang', 'Go'],
  ['cargo', 'crates.io'],
  ['maven', 'Maven'],
  ['gem', 'RubyGems'],
  ['composer', 'Packagist'],
  ['nuget', 'NuGet'],
  // Bitnami keeps records of programs as their makers release them: runtimes, servers, libraries.
  ['generic', 'Bitnami'],
  ['conda', null],
  ['opkg', null],
]);

/**
 * The OSV ecosystem of a package; null when OSV has none for this distribution or release.
 * Source: OSV schema, "Defined Ecosystems".
 */
export function ecosystemOf(type: PackageType, os: OsRelease | null): string | null {
  const own = OF_TYPE.get(type);
  if (own !== undefined || os === null) return own ?? null;
  if (type === 'deb') return debEcosystem(os);
  return type === 'apk' ? apkEcosystem(os) : rpmEcosystem(os);
}

/** Debian's testing and sid state no version: nothing is known about their advisories. */
function debEcosystem({ id, version }: OsRelease): string | null {
  if (id === 'debian') return released('Debian', DEBIAN, version);
  if (id !== 'ubuntu') return null;
  const match = UBUNTU.exec(version ?? '');
  if (match?.[1] === undefined || match[2] === undefined) return null;
  // Long-term releases are those of April in even years.
  const isLongTerm = match[2] === '04' && Number(match[1]) % 2 === 0;
  return `Ubuntu:${match[1]}.${match[2]}${isLongTerm ? ':LTS' : ''}`;
}

/** Edge states the version of a release to come (`3.20.0_alpha20240329`): it has no advisories of its own. */
function apkEcosystem({ id, version }: OsRelease): string | null {
  switch (id) {
    case 'alpine': {
      const release = ALPINE.exec(version ?? '')?.[1];
      return release === undefined ? null : `Alpine:v${release}`;
    }
    case 'wolfi':
      return 'Wolfi';
    case 'chainguard':
      return 'Chainguard';
    case 'minimos':
      return 'MinimOS';
    case 'alpaquita':
      return version === null ? null : `Alpaquita:${version}`;
    case 'bellsoft-hardened-containers':
      return version === null ? null : `BellSoft Hardened Containers:${version}`;
    default:
      return null;
  }
}

/** Amazon Linux, CentOS, Fedora, Oracle Linux and Photon OS have no records in OSV. */
const RPM_DISTRIBUTIONS: ReadonlyMap<string, (os: OsRelease) => string | null> = new Map([
  ['almalinux', ({ version }) => released('AlmaLinux', MAJOR, version)],
  ['rocky', ({ version }) => released('Rocky Linux', MAJOR, version)],
  ['rhel', redHat],
  ['opensuse-leap', ({ version }) => named('openSUSE:Leap', version)],
  ['opensuse-tumbleweed', () => 'openSUSE:Tumbleweed'],
  ['sles', ({ version }) => suseServer(version)],
  ['sled', ({ version }) => suseServer(version)],
  ['sle-micro', ({ version }) => named('SUSE:Linux Enterprise Micro', version)],
  ['sle-micro-rancher', ({ version }) => named('SUSE:Linux Enterprise Micro', version)],
  ['sl-micro', ({ version }) => named('SUSE:Linux Micro', version)],
  ['azurelinux', ({ version }) => released('Azure Linux', MAJOR, version)],
  ['mariner', ({ version }) => released('Azure Linux', MAJOR, version)],
  ['mageia', ({ version }) => released('Mageia', MAJOR, version)],
  ['openeuler', openEuler],
]);

function rpmEcosystem(os: OsRelease): string | null {
  return RPM_DISTRIBUTIONS.get(os.id)?.(os) ?? null;
}

/** Where the repositories are not stated, the release is; its repositories are asked one by one. */
function redHat({ cpe, version }: OsRelease): string | null {
  const major = RED_HAT_CPE.exec(cpe ?? '')?.[1] ?? MAJOR.exec(version ?? '')?.[1];
  return major === undefined ? null : `Red Hat:enterprise_linux:${major}`;
}

function named(name: string, version: string | null): string | null {
  return version === null ? null : `${name} ${version}`;
}

function released(name: string, pattern: RegExp, version: string | null): string | null {
  const release = pattern.exec(version ?? '')?.[1];
  return release === undefined ? null : `${name}:${release}`;
}

/** `15.5` is `15 SP5`. */
function suseServer(version: string | null): string | null {
  const match = SUSE_SERVER.exec(version ?? '');
  if (match?.[1] === undefined) return null;
  const pack = match[2] === undefined || match[2] === '0' ? '' : ` SP${match[2]}`;
  return `SUSE:Linux Enterprise Server ${match[1]}${pack}`;
}

/** `openEuler 22.03 (LTS-SP1)` is `openEuler:22.03-LTS-SP1`. */
function openEuler({ prettyName }: OsRelease): string | null {
  const match = OPEN_EULER.exec(prettyName ?? '');
  if (match?.[1] === undefined) return null;
  return `openEuler:${match[1]}${match[2] === undefined ? '' : `-${match[2]}`}`;
}
