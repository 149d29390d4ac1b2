import type { Reference } from '../../model/reference.ts';
import { DISTRIBUTIONS } from '../end-of-life-data.ts';
import { RUNTIMES } from '../runtime-end-of-life-data.ts';
import { officialImage } from './official-image.ts';

/** A release that an image's name says it holds, and the last day on which it gets security updates. */
export interface ImageRelease {
  readonly name: string;
  readonly release: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
}

/** Official images that are named otherwise than their distribution's os-release. */
const DISTRIBUTION_OF: Readonly<Record<string, string>> = {
  amazonlinux: 'amzn',
  oraclelinux: 'ol',
  rockylinux: 'rocky',
  'opensuse/leap': 'opensuse-leap',
};

const CODENAMES: Readonly<Record<string, readonly [string, string]>> = {
  wheezy: ['debian', '7'],
  jessie: ['debian', '8'],
  stretch: ['debian', '9'],
  buster: ['debian', '10'],
  bullseye: ['debian', '11'],
  bookworm: ['debian', '12'],
  trixie: ['debian', '13'],
  precise: ['ubuntu', '12.04'],
  trusty: ['ubuntu', '14.04'],
  xenial: ['ubuntu', '16.04'],
  bionic: ['ubuntu', '18.04'],
  focal: ['ubuntu', '20.04'],
  jammy: ['ubuntu', '22.04'],
  noble: ['ubuntu', '24.04'],
};

const VERSION = /^v?(\d{1,6}(?:\.\d{1,6}){0,3})(?=-|$|[a-z])/u;
const ALPINE = /^alpine(\d{1,3}\.\d{1,3})$/u;
const UBI = /^(?:redhat\/)?ubi(\d{1,2})(?:-|\/|$)/u;
const DOTNET = /^dotnet\/(?:core\/)?(?:sdk|aspnet|runtime|runtime-deps)$/u;
/** The image centos:8 was CentOS Linux; the table has the dates of CentOS Stream. */
const CENTOS_8 = '2021-12-31';

/** What an image's name and tag say about the releases in it, as far as their last day is known. */
export function releasesOf(reference: Reference): ImageRelease[] {
  const { registry, repository, tag } = reference;
  const ubi = UBI.exec(repository)?.[1];
  if (ubi !== undefined && (registry.endsWith('.redhat.com') || registry === 'docker.io'))
    return found('rhel', ubi);
  if (tag === null) return [];
  const image = registry === 'mcr.microsoft.com' && DOTNET.test(repository) ? 'dotnet' : nameOf(reference);
  if (image === null) return [];
  const version = VERSION.exec(tag)?.[1];
  const own = version === undefined ? [] : found(DISTRIBUTION_OF[image] ?? image, version);
  return [...own, ...tag.split('-').flatMap(distributionIn)];
}

function nameOf(reference: Reference): string | null {
  const { registry, repository } = reference;
  if (registry === 'docker.io' && Object.hasOwn(DISTRIBUTION_OF, repository)) return repository;
  return officialImage(reference);
}

/** `node:18-bullseye-slim`, `python:3.9-alpine3.14`, `debian:buster` */
function distributionIn(part: string): ImageRelease[] {
  const alpine = ALPINE.exec(part)?.[1];
  if (alpine !== undefined) return found('alpine', alpine);
  const [id, release] = (Object.hasOwn(CODENAMES, part) ? CODENAMES[part] : undefined) ?? [];
  return id === undefined || release === undefined ? [] : found(id, release);
}

/** Looks up `3.18.9`, then `3.18`, then `3`. */
function found(id: string, version: string): ImageRelease[] {
  const product = own(DISTRIBUTIONS, id) ?? own(RUNTIMES, id);
  if (product === undefined || product.releases === 'rolling') return [];
  const parts = version.split('.');
  for (const release of [version, parts.slice(0, 2).join('.'), parts[0] ?? '']) {
    const date = id === 'centos' && release === '8' ? CENTOS_8 : own(product.releases, release);
    if (date !== undefined) return [{ name: product.name, release, date }];
  }
  return [];
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
