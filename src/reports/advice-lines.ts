import type { Advice, BaseAdvice, Removable } from '../model/report.ts';
import { count } from './words.ts';

/** Removals that are named; more are counted. */
const MAX_REMOVALS = 3;
/** Packages that go along and are named. */
const MAX_NAMES = 3;
/** Characters of a digest that are shown. */
const DIGEST = 'sha256:'.length + 12;

/**
 * Advice in sentences, at most five. `show` makes a name safe for the place where it is shown: names come from
 * the image.
 */
export function adviceLines(advice: Advice | null, show: (name: string) => string): readonly string[] {
  if (advice === null) return [];
  const { removable, base } = advice;
  const more = removable.slice(MAX_REMOVALS);
  const findings = more.reduce((sum, one) => sum + one.findings, 0);
  return [
    ...(base === null ? [] : [baseLine(base, show)]),
    ...removable.slice(0, MAX_REMOVALS).map((one) => removalLine(one, show)),
    ...(more.length === 0
      ? []
      : [
          `${count(more.length, 'more package')} like that: ${count(findings, 'finding')} (see the JSON report).`,
        ]),
  ];
}

function baseLine({ reference, findings, total, newer }: BaseAdvice, show: (name: string) => string): string {
  const named = reference === null ? '' : ` ${show(reference)}`;
  const all = `${findings.toLocaleString('en-US')} of ${count(total, 'vulnerability', 'vulnerabilities')}`;
  const text = `${all} ${findings === 1 ? 'comes' : 'come'} with the base image${named}`;
  if (newer === null) return `${text}.`;
  const who = newer.reference === reference ? 'what that name now leads to' : show(newer.reference);
  const what = `${who} (${show(newer.digest.slice(0, DIGEST))})`;
  const gone =
    newer.removes === 0 ? 'removes none of them' : `removes ${newer.removes.toLocaleString('en-US')}`;
  const come = newer.adds === 0 ? 'adds none' : `adds ${newer.adds.toLocaleString('en-US')}`;
  return `${text}; ${what} ${gone} and ${come}.`;
}

function removalLine(
  { packages, findings, installedBytes }: Removable,
  show: (name: string) => string,
): string {
  const [first = '', ...others] = packages;
  const named = others.slice(0, MAX_NAMES).map((name) => show(name));
  const more = others.length - named.length;
  const list = more > 0 ? `${named.join(', ')} and ${count(more, 'more', 'more')}` : named.join(', ');
  const along = others.length === 0 ? '' : `, and with it ${list}`;
  const size = installedBytes === null ? '' : `, ${megabytes(installedBytes)}`;
  return `Purge ${show(first)} if you do not call it${along}: ${count(findings, 'finding')}${size}.`;
}

function megabytes(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return bytes < 1e6 ? 'under 1 MB' : `${String(Math.round(bytes / 1e6))} MB`;
}
