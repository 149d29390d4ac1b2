import type { PackageRelations } from '../../../model/component.ts';
import type { FileHash, OwnedFile, OwnedProgram, Package } from '../../cataloguer.ts';
import { isOwnable } from '../ownable.ts';
import { isProgramPath } from '../program-paths.ts';
import { quoted, statedWords } from '../text.ts';
import { TAG, type RpmHeader } from './header.ts';
import { isForeign } from './vendor.ts';

export interface RpmEntry {
  readonly one: Package;
  readonly owned: readonly OwnedFile[];
  readonly programs: readonly OwnedProgram[];
}

const NAME = /^[A-Za-z0-9_][A-Za-z0-9._+-]{0,255}$/u;
const PART = /^[\x21-\x2c\x2e-\x7e]{1,256}$/u;
const ARCHITECTURE = /^[a-z0-9_]{1,64}$/u;
const SOURCE_RPM = /^(.+)-([^-]+)-([^-]+)\.(?:no)?src\.rpm$/u;
const MODULE = /^([^:]{1,128}):([^:]{1,128}):/u;
const MODULAR_RELEASE = /\.module[_+]/u;
/** Keys of the distribution, kept as if they were packages. */
const KEY = 'gpg-pubkey';
const ESSENTIAL = new Set([
  'basesystem',
  'bash',
  'coreutils',
  'coreutils-single',
  'filesystem',
  'glibc',
  'rpm',
  'setup',
]);
/** Source: "RPM V4 package format", "File digests": the numbers of RFC 4880, 9.4. */
const ALGORITHMS: ReadonlyMap<number, FileHash['algorithm']> = new Map([
  [1, 'md5'],
  [2, 'sha1'],
  [8, 'sha256'],
]);

/** Null for what is no package; a text says what is wrong with it. */
export function readPackage(header: RpmHeader): RpmEntry | string | null {
  const name = header.text(TAG.name);
  if (name === KEY) return null;
  if (name === null || !NAME.test(name)) return `a package has no usable name: ${quoted(name ?? undefined)}`;
  const version = header.text(TAG.version) ?? '';
  const release = header.text(TAG.release) ?? '';
  if (!PART.test(version) || !PART.test(release)) {
    return `package ${name} has no usable version: ${quoted(`${version}-${release}`)}`;
  }
  const epoch = header.numbers(TAG.epoch)[0] ?? 0;
  const full = `${epoch === 0 ? '' : `${epoch}:`}${version}-${release}`;
  const sourceRpm = header.text(TAG.sourceRpm);
  const architecture = header.text(TAG.architecture) ?? '';
  const module = moduleOf(header, release);
  const source = sourceOf(sourceRpm, epoch);
  const files = filesOf(header, name);
  return {
    one: {
      type: 'rpm',
      name,
      version: full,
      architecture: ARCHITECTURE.test(architecture) ? architecture : null,
      source: source ?? { name, version: full },
      licence: statedWords(header.text(TAG.licence) ?? undefined),
      relations: relationsOf(header, name, files.programs),
      isForeign: isForeign(header.text(TAG.vendor), release),
      ...(module === null ? {} : { module }),
      qualifiers: {
        ...(sourceRpm !== null && source !== null ? { upstream: sourceRpm } : {}),
        ...(module === null || module === 'unknown' ? {} : { rpmmod: module }),
      },
    },
    ...files,
  };
}

/** `nodejs:18:8060020220523160029:ad008a3a` is of the stream `nodejs:18`. Source: Fedora Modularity, "modularitylabel". */
function moduleOf(header: RpmHeader, release: string): string | null {
  const label = MODULE.exec(header.text(TAG.modularityLabel) ?? '');
  if (label?.[1] !== undefined && label[2] !== undefined) return `${label[1]}:${label[2]}`;
  return MODULAR_RELEASE.test(release) ? 'unknown' : null;
}

/** The source's epoch is not stated: it is that of what was built from it, but for a few. */
function sourceOf(file: string | null, epoch: number): Package['source'] {
  const match = SOURCE_RPM.exec(file ?? '');
  const [, name, version, release] = match ?? [];
  if (name === undefined || version === undefined || release === undefined) return null;
  return { name, version: `${epoch === 0 ? '' : `${epoch}:`}${version}-${release}` };
}

function filesOf(header: RpmHeader, name: string): Omit<RpmEntry, 'one'> {
  const bases = header.texts(TAG.baseNames);
  const folders = header.texts(TAG.dirNames);
  const indexes = header.numbers(TAG.dirIndexes);
  const digests = header.texts(TAG.fileDigests);
  const algorithm = ALGORITHMS.get(header.numbers(TAG.fileDigestAlgorithm)[0] ?? 1);
  const owned: OwnedFile[] = [];
  const programs: OwnedProgram[] = [];
  for (const [index, base] of bases.entries()) {
    const path = `${folders[indexes[index] ?? -1] ?? '/'}${base}`.replace(/^\/+/u, '');
    const hex = digests[index] ?? '';
    const hash = hex !== '' && algorithm !== undefined ? { algorithm, hex } : null;
    if (hash !== null && isOwnable(path)) owned.push({ path, package: name, hash });
    if (isProgramPath(path)) programs.push({ path, package: name, ...(hash === null ? {} : { hash }) });
  }
  return { owned, programs };
}

/** Conditions in parentheses (`(a if b)`) and what rpm itself must be able to do are not followed. */
function relationsOf(header: RpmHeader, name: string, programs: readonly OwnedProgram[]): PackageRelations {
  const requires = new Set(header.texts(TAG.requireName));
  const depends = [...requires].filter((one) => !one.startsWith('(') && !one.startsWith('rpmlib('));
  const size = header.numbers(TAG.longSize)[0] ?? header.numbers(TAG.size)[0];
  return {
    essential: ESSENTIAL.has(name),
    depends: depends.map((one) => [one]),
    provides: [...new Set([...header.texts(TAG.provideName), ...programs.map(({ path }) => `/${path}`)])],
    installedBytes: size ?? null,
  };
}
