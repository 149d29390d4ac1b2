import type { Component, ComponentLocation } from '../../model/component.ts';
import type { Finding } from '../../model/finding.ts';
import { fingerprint } from '../../util/fingerprint.ts';
import type { Locate } from '../locate.ts';
import { fixStateOf, fixWords } from './fix-state.ts';
import type { VulnerabilityGroup } from './grouping/group.ts';
import { isBulletin } from './grouping/identity.ts';
import { referencesOf } from './references.ts';
import type { Rating } from './severity.ts';

export interface FindingInput {
  readonly component: Component;
  /** Null when the component says no place. */
  readonly place: ComponentLocation | null;
  readonly group: VulnerabilityGroup;
  readonly rating: Rating;
  /** All fixed versions, lowest first. */
  readonly fixedIn: readonly string[];
  readonly locate: Locate;
}

const SPACES = /\s+/u;
const MAX_TITLE = 120;
const PURL_TAIL = /[?#]/u;

export function toFinding(input: FindingInput): Finding {
  const { component, place, group, rating, fixedIn, locate } = input;
  const { purl, name, version } = component;
  return {
    id: fingerprint('vulnerability', group.rule, barePurl(purl), stablePath(place?.path ?? '', version)),
    category: 'vulnerability',
    rule: group.rule,
    severity: rating.severity,
    title: titleOf(group, name),
    message: messageOf(component, group, fixedIn),
    component: { purl, name, version },
    aliases: group.aliases,
    fixedIn,
    score: rating.score,
    fixState: fixStateOf(group.matches, fixedIn),
    kev: null,
    ransomware: null,
    epss: null,
    epssPercentile: null,
    location: locate(place?.path ?? null, place?.layer ?? null),
    references: referencesOf(group),
    engines: ['image-gate'],
    introduced: 'unknown',
    suppressed: null,
  };
}

/** Bulletins have summaries like "openssl - security update", which say nothing of the vulnerability. */
function titleOf(group: VulnerabilityGroup, name: string): string {
  for (const { record } of group.matches) {
    if (isBulletin(record.id)) continue;
    const words = (record.summary ?? '').trim().split(SPACES).join(' ');
    if (words === '') continue;
    const title = words.endsWith('.') ? words.slice(0, -1) : words;
    return title.length > MAX_TITLE ? `${title.slice(0, MAX_TITLE - 1).trimEnd()}…` : title;
  }
  return `${group.rule} in ${name}`;
}

function messageOf(component: Component, group: VulnerabilityGroup, fixedIn: readonly string[]): string {
  const { name, version, source } = component;
  const isOwnSource = source === null || (source.name === name && source.version === version);
  const what = isOwnSource
    ? `${name} ${version}`
    : `${name} ${version} (built from ${source.name} ${source.version})`;
  if (group.matches.some((match) => match.record.id.startsWith('MAL-'))) {
    return `${what} is known malware, ${group.rule}. Remove it, and treat what it could reach as compromised.`;
  }
  const fix = fixWords(fixStateOf(group.matches, fixedIn), fixedIn);
  return `${what} is affected by ${group.rule}; ${fix}.`;
}

/** A package URL without version, qualifiers and subpath. Source: the purl specification, "Rules for each component". */
function barePurl(purl: string): string {
  const end = purl.search(PURL_TAIL);
  const base = end < 0 ? purl : purl.slice(0, end);
  const at = base.lastIndexOf('@');
  return at > base.lastIndexOf('/') ? base.slice(0, at) : base;
}

/** Some package managers put the version into the path: `requests-2.0.dist-info`, `.pnpm/ms@2.0.0`. */
function stablePath(path: string, version: string): string {
  return version === '' ? path : path.replaceAll(`-${version}`, '').replaceAll(`@${version}`, '');
}
