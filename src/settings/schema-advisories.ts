import { BadValue, boolean, quote, single, text } from './kinds.ts';
import { readServiceUrl } from './readers.ts';
import type { SettingTable } from './setting.ts';

const ADVISORIES = {
  group: 'Advisories',
  kind: 'string',
  default: null,
  inFile: true,
  commands: ['check'],
} as const;
const DAY_MS = 86_400_000;
const UNITS: ReadonlyMap<string, number> = new Map([
  ['h', 3_600_000],
  ['d', DAY_MS],
]);
const DURATION = /^([1-9]\d{0,4})([hd])$/u;
const SHARE = /^(?:0?\.\d{1,6}|0|1|1\.0{1,6})$/u;

/** What bundles and feeds are trusted for, and what feeds make of a finding. */
export const ADVISORIES_SETTINGS = {
  'advisories-key': {
    ...ADVISORIES,
    schema: single(readKey),
    flag: 'advisories-key',
    input: 'advisories-key',
    placeholder: '<file|PEM>',
    description:
      'Public key of who signs the advisory bundles: a PEM file, or its text. With it, a bundle that this key did not sign is refused.',
    example: 'advisories.pub',
  },
  'advisories-max-age': {
    ...ADVISORIES,
    schema: single(readDuration),
    default: ['14d'],
    flag: 'advisories-max-age',
    input: 'advisories-max-age',
    placeholder: '<age>',
    description: 'Age in days (`14d`) or hours (`48h`) above which the advisories of a bundle are refused.',
    example: '7d',
  },
  kev: {
    ...ADVISORIES,
    schema: single(readFeed),
    defaultText: 'the one in the bundle, where it has one',
    flag: 'kev',
    input: 'kev',
    placeholder: '<file|address>',
    description:
      "CISA's catalogue of known exploited vulnerabilities, JSON or CSV: which findings are exploited.",
    example: 'known_exploited_vulnerabilities.json',
  },
  epss: {
    ...ADVISORIES,
    schema: single(readFeed),
    defaultText: 'the one in the bundle, where it has one',
    flag: 'epss',
    input: 'epss',
    placeholder: '<file|address>',
    description: "FIRST's EPSS scores, CSV or its gzip: how likely exploitation is.",
    example: 'epss_scores-current.csv.gz',
  },
  'fail-on-kev': {
    ...ADVISORIES,
    group: 'Policy',
    kind: 'boolean',
    schema: single(boolean),
    default: ['false'],
    flag: 'fail-on-kev',
    input: 'fail-on-kev',
    placeholder: '',
    allowed: ['true', 'false'],
    description:
      'Vulnerabilities that are known to be exploited fail the gate, whatever their severity, and without a fix too.',
    example: 'true',
  },
  'fail-on-epss': {
    ...ADVISORIES,
    group: 'Policy',
    schema: single(readShare),
    flag: 'fail-on-epss',
    input: 'fail-on-epss',
    placeholder: '<0..1>',
    description:
      'Vulnerabilities with this EPSS score or a higher one fail the gate, whatever their severity, and without a fix too.',
    example: '0.5',
  },
} as const satisfies SettingTable;

/** Milliseconds. */
export function readDuration(value: string): number {
  const [, number, unit] = DURATION.exec(value) ?? [];
  const factor = UNITS.get(unit ?? '');
  if (factor !== undefined) return Number(number) * factor;
  throw new BadValue(`${quote(value)} is not an age`, 'Write days or hours: 14d, 48h.');
}

/** A path, or a whole key. */
export function readKey(value: string): string {
  if (!value.includes('-----BEGIN')) return text(value);
  if (value.includes('PRIVATE KEY')) {
    throw new BadValue('a private key is given, which only the builder may have', 'Give the public key.');
  }
  return value;
}

function readFeed(value: string): string {
  return /^https?:/iu.test(value) ? feedAddress(value) : text(value);
}

/** Unlike a service, a file may have a query. */
function feedAddress(value: string): string {
  const at = value.indexOf('?');
  readServiceUrl(at < 0 ? value : value.slice(0, at));
  return text(value);
}

function readShare(value: string): number {
  if (SHARE.test(value)) return Number(value);
  throw new BadValue(`${quote(value)} is not a number from 0 to 1`, 'Write it as 0.5.');
}
