import { apk } from './apk.ts';
import { deb } from './deb.ts';
import { go } from './go.ts';
import { maven } from './maven.ts';
import { nuget } from './nuget.ts';
import { packagist } from './packagist.ts';
import { pep440 } from './pep440.ts';
import { rpm } from './rpm.ts';
import { rubygems } from './rubygems.ts';
import type { VersionScheme } from './scheme.ts';
import { semver } from './semver.ts';

const ECOSYSTEMS: readonly (readonly [VersionScheme, readonly string[]])[] = [
  [apk, ['Alpine', 'Alpaquita', 'BellSoft Hardened Containers', 'Chainguard', 'MinimOS', 'Wolfi']],
  [deb, ['Debian', 'Ubuntu']],
  [rpm, ['AlmaLinux', 'Azure Linux', 'Mageia', 'openEuler', 'openSUSE', 'Red Hat', 'Rocky Linux', 'SUSE']],
  [semver, ['Bitnami', 'crates.io', 'npm']],
  [go, ['Go']],
  [maven, ['Maven']],
  [nuget, ['NuGet']],
  [packagist, ['Packagist']],
  [pep440, ['PyPI']],
  [rubygems, ['RubyGems']],
];

/** The version ordering of each OSV ecosystem that we can judge, by its name without release. */
export const SCHEMES: ReadonlyMap<string, VersionScheme> = new Map(
  ECOSYSTEMS.flatMap(([scheme, names]) => names.map((name) => [name, scheme] as const)),
);
