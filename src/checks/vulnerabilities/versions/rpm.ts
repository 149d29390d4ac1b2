import { compareDigits, compareText } from './digits.ts';
import type { Parsed, VersionScheme } from './scheme.ts';
import { refused, textFault } from './scheme.ts';

export interface RpmVersion {
  /** `0` when there is none. */
  readonly epoch: string;
  readonly version: string;
  /** Null when there is none, which is before every other. */
  readonly release: string | null;
}

/** RPM: `[epoch:]version[-release]`. Source: rpm-version(7), and rpmvercmp's documentation in rpm 4.18. */
export const rpm: VersionScheme<RpmVersion> = { id: 'rpm', parse: parseRpm, compare: compareRpm };

const PRINTABLE = /^[^\s\p{Cc}]+$/u;

function parseRpm(text: string): Parsed<RpmVersion> {
  const fault = textFault(text);
  if (fault !== null) return refused(fault);
  if (!PRINTABLE.test(text)) return refused('it has a space or a control character');
  const colon = text.indexOf(':');
  const epoch = colon < 0 ? '0' : text.slice(0, colon);
  if (epoch === '') return refused('its epoch is empty');
  const rest = text.slice(colon + 1);
  const dash = rest.lastIndexOf('-');
  const version = dash < 0 ? rest : rest.slice(0, dash);
  const release = dash < 0 ? null : rest.slice(dash + 1);
  return { ok: true, version: { epoch, version, release } };
}

function compareRpm(a: RpmVersion, b: RpmVersion): number {
  return (
    compareParts(a.epoch, b.epoch) ||
    compareParts(a.version, b.version) ||
    compareReleases(a.release, b.release)
  );
}

function compareReleases(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  return compareParts(a, b);
}

/**
 * Runs of digits or of letters, one after the other; what is between them only separates. `~` sorts before the
 * end, then the end, then `^`, then letters, then digits.
 */
function compareParts(a: string, b: string): number {
  let i = 0;
  let j = 0;
  for (;;) {
    i = skipSeparators(a, i);
    j = skipSeparators(b, j);
    const rank = rankAt(a, i) - rankAt(b, j);
    if (rank !== 0) return rank;
    const kind = rankAt(a, i);
    if (kind === RANK.end) return 0;
    if (kind === RANK.tilde || kind === RANK.caret) {
      i++;
      j++;
      continue;
    }
    const iEnd = runEnd(a, i, kind);
    const jEnd = runEnd(b, j, kind);
    const compare = kind === RANK.digit ? compareDigits : compareText;
    const difference = compare(a.slice(i, iEnd), b.slice(j, jEnd));
    if (difference !== 0) return difference;
    i = iEnd;
    j = jEnd;
  }
}

const RANK = { tilde: 0, end: 1, caret: 2, letter: 3, digit: 4, separator: 5 } as const;

function rankAt(text: string, at: number): number {
  if (at >= text.length) return RANK.end;
  const code = text.charCodeAt(at);
  if (code >= 0x30 && code <= 0x39) return RANK.digit;
  if ((code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)) return RANK.letter;
  if (code === 0x7e) return RANK.tilde;
  return code === 0x5e ? RANK.caret : RANK.separator;
}

function skipSeparators(text: string, from: number): number {
  let at = from;
  while (rankAt(text, at) === RANK.separator) at++;
  return at;
}

function runEnd(text: string, from: number, kind: number): number {
  let end = from;
  while (rankAt(text, end) === kind) end++;
  return end;
}
