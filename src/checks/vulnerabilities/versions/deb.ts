import { compareDigits } from './digits.ts';
import type { Parsed, VersionScheme } from './scheme.ts';
import { refused, textFault } from './scheme.ts';

export interface DebVersion {
  readonly epoch: string;
  readonly upstream: string;
  /** Empty when there is none, which is the same as `0`. */
  readonly revision: string;
}

/** Debian and Ubuntu. Source: deb-version(7), "Sorting algorithm". */
export const deb: VersionScheme<DebVersion> = { id: 'deb', parse: parseDeb, compare: compareDeb };

const EPOCH = /^\d{1,10}$/u;
const UPSTREAM = /^[A-Za-z0-9.+~:-]+$/u;
const REVISION = /^[A-Za-z0-9.+~]+$/u;
const TILDE = 0x7e;

function parseDeb(text: string): Parsed<DebVersion> {
  const fault = textFault(text);
  if (fault !== null) return refused(fault);
  const colon = text.indexOf(':');
  const epoch = colon < 0 ? '0' : text.slice(0, colon);
  if (!EPOCH.test(epoch)) return refused('its epoch is not a number');
  const rest = text.slice(colon + 1);
  const dash = rest.lastIndexOf('-');
  const upstream = dash < 0 ? rest : rest.slice(0, dash);
  const revision = dash < 0 ? '' : rest.slice(dash + 1);
  if (!UPSTREAM.test(upstream)) return refused('its upstream version is empty or has a forbidden character');
  if (dash >= 0 && !REVISION.test(revision)) {
    return refused('its Debian revision is empty or has a forbidden character');
  }
  return { ok: true, version: { epoch, upstream, revision } };
}

function compareDeb(a: DebVersion, b: DebVersion): number {
  return (
    compareDigits(a.epoch, b.epoch) ||
    comparePart(a.upstream, b.upstream) ||
    comparePart(a.revision, b.revision)
  );
}

/** Takes turns: a run of non-digits by character weight, then a run of digits by value. */
function comparePart(a: string, b: string): number {
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    while ((i < a.length && !isDigit(a, i)) || (j < b.length && !isDigit(b, j))) {
      const difference = weight(a, i) - weight(b, j);
      if (difference !== 0) return difference;
      i++;
      j++;
    }
    const iEnd = digitsEnd(a, i);
    const jEnd = digitsEnd(b, j);
    const difference = compareDigits(a.slice(i, iEnd), b.slice(j, jEnd));
    if (difference !== 0) return difference;
    i = iEnd;
    j = jEnd;
  }
  return 0;
}

/** `~` sorts before the end, the end (and a digit) before letters, letters before everything else. */
function weight(text: string, at: number): number {
  if (at >= text.length || isDigit(text, at)) return 0;
  const code = text.charCodeAt(at);
  if (code === TILDE) return -1;
  return isLetter(code) ? code : code + 256;
}

function digitsEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && isDigit(text, end)) end++;
  return end;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

function isLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}
