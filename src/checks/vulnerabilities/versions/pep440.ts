import { compareDigits, compareText } from './digits.ts';
import { compareLegacy, legacyKey } from './pep440-legacy.ts';
import type { Parsed, VersionScheme } from './scheme.ts';
import { refused, textFault } from './scheme.ts';

interface Pep440 {
  readonly kind: 'pep440';
  readonly epoch: string;
  /** Without trailing zeros: 1.0 and 1.0.0 are the same release. */
  readonly release: readonly string[];
  /** `a`, `b` or `rc` and its number. */
  readonly pre: readonly [string, string] | null;
  readonly post: string | null;
  readonly dev: string | null;
  readonly local: readonly string[];
}

export type PypiVersion = Pep440 | { readonly kind: 'legacy'; readonly key: readonly string[] };

/**
 * PyPI. Source: PEP 440, "Summary of permitted suffixes and relative ordering" and appendix B. What is no
 * PEP 440 version is ordered as setuptools did before it, below every version that is one: so do the
 * advisories (OSV uses that order for PyPI).
 */
export const pep440: VersionScheme<PypiVersion> = { id: 'pep440', parse: parsePypi, compare: comparePypi };

const EPOCH = /(\d+)!/uy;
const RELEASE = /\d+(?:\.\d+)*/uy;
const PRE = /[._-]?(alpha|beta|preview|pre|rc|a|b|c)[._-]?(\d+)?/uy;
const POST_DASH = /-(\d+)/uy;
const POST = /[._-]?(?:post|rev|r)[._-]?(\d+)?/uy;
const DEV = /[._-]?dev[._-]?(\d+)?/uy;
const LOCAL = /\+([a-z0-9]+(?:[._-][a-z0-9]+)*)/uy;
const PRE_NAMES: ReadonlyMap<string, string> = new Map([
  ['alpha', 'a'],
  ['beta', 'b'],
  ['c', 'rc'],
  ['pre', 'rc'],
  ['preview', 'rc'],
]);
const SEPARATORS = /[._-]/u;
const PRINTABLE = /^[\u0021-\u007e]+$/u;
const NUMERIC = /^\d+$/u;

function parsePypi(text: string): Parsed<PypiVersion> {
  const trimmed = text.trim().toLowerCase();
  const fault = textFault(trimmed);
  if (fault !== null) return refused(fault);
  if (!PRINTABLE.test(trimmed)) return refused('it has a space or a character that is not ASCII');
  return { ok: true, version: readPep440(trimmed) ?? { kind: 'legacy', key: legacyKey(trimmed) } };
}

function comparePypi(a: PypiVersion, b: PypiVersion): number {
  if (a.kind === 'legacy') return b.kind === 'legacy' ? compareLegacy(a.key, b.key) : -1;
  return b.kind === 'legacy' ? 1 : comparePep440(a, b);
}

function readPep440(text: string): Pep440 | null {
  let at = text.startsWith('v') ? 1 : 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    at += match?.[0].length ?? 0;
    return match;
  };
  const epoch = take(EPOCH)?.[1] ?? '0';
  const release = take(RELEASE)?.[0];
  if (release === undefined) return null;
  const pre = take(PRE);
  const post = take(POST_DASH) ?? take(POST);
  const dev = take(DEV);
  const local = take(LOCAL)?.[1]?.split(SEPARATORS) ?? [];
  if (at < text.length) return null;
  return {
    kind: 'pep440',
    epoch,
    release: withoutTrailingZeros(release.split('.')),
    pre: pre === null ? null : [PRE_NAMES.get(pre[1] ?? '') ?? pre[1] ?? '', pre[2] ?? '0'],
    post: post === null ? null : (post[1] ?? '0'),
    dev: dev === null ? null : (dev[1] ?? '0'),
    local,
  };
}

function comparePep440(a: Pep440, b: Pep440): number {
  return (
    compareDigits(a.epoch, b.epoch) ||
    compareLists(a.release, b.release, compareDigits) ||
    comparePre(a, b) ||
    compareOptional(a.post, b.post, -1) ||
    compareOptional(a.dev, b.dev, 1) ||
    compareLists(a.local, b.local, compareLocal)
  );
}

/** A development release without pre or post sorts before the pre-releases; no pre-release, after them. */
function comparePre(a: Pep440, b: Pep440): number {
  const difference = preRank(a) - preRank(b);
  if (difference !== 0 || a.pre === null || b.pre === null) return difference;
  return compareText(a.pre[0], b.pre[0]) || compareDigits(a.pre[1], b.pre[1]);
}

function preRank(version: Pep440): number {
  if (version.pre !== null) return 0;
  return version.post === null && version.dev !== null ? -1 : 1;
}

/** `none`: where a version without the part sorts against one with it. */
function compareOptional(a: string | null, b: string | null, none: 1 | -1): number {
  if (a === null) return b === null ? 0 : none;
  return b === null ? -none : compareDigits(a, b);
}

function compareLocal(a: string, b: string): number {
  const leftIsNumber = NUMERIC.test(a);
  const rightIsNumber = NUMERIC.test(b);
  if (leftIsNumber && rightIsNumber) return compareDigits(a, b);
  if (leftIsNumber !== rightIsNumber) return leftIsNumber ? 1 : -1;
  return compareText(a, b);
}

function compareLists(
  a: readonly string[],
  b: readonly string[],
  compare: (left: string, right: string) => number,
): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined) return 1;
    const difference = compare(left, right);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function withoutTrailingZeros(release: readonly string[]): readonly string[] {
  return release.slice(0, release.findLastIndex((part) => compareDigits(part, '0') !== 0) + 1);
}
