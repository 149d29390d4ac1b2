import type { Component } from '../../model/component.ts';
import type { Finding } from '../../model/finding.ts';
import type { Unknown } from '../../model/outcome.ts';
import type { AdvisorySourceInfo } from '../../model/report.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import type { Logger } from '../../util/log.ts';
import type { CheckResult } from '../check.ts';
import type { Locate } from '../locate.ts';
import type { AdvisorySource } from './advisories/source.ts';
import { parentEcosystem } from './advisories/source.ts';
import { notAssessed } from './coverage.ts';
import type { CvssScorer } from './cvss.ts';
import { loadCvss } from './cvss.ts';
import type { FeedId, Feeds } from './feeds/feeds.ts';
import { NO_FEEDS, enrich } from './feeds/feeds.ts';
import { toFinding } from './finding.ts';
import type { Match } from './grouping/group.ts';
import { groupMatches } from './grouping/group.ts';
import { lookupAll } from './lookup.ts';
import { matchRecords } from './matching/match.ts';
import { askAbout } from './queries.ts';
import { rate } from './severity.ts';
import { uniqueFindings } from './unique.ts';
import { SCHEMES } from './versions/index.ts';
import type { VersionScheme } from './versions/scheme.ts';
import { sortVersions } from './versions/sort.ts';

export interface VulnerabilitiesInput {
  readonly inventory: Inventory;
  readonly sources: readonly AdvisorySource[];
  /** What else is said of the vulnerabilities that are found; nothing when left out. */
  readonly feeds?: Feeds;
  /** Feeds that the policy judges by: without one, the check fails. */
  readonly requiredFeeds?: readonly FeedId[];
  readonly locate: Locate;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

export interface VulnerabilitiesResult extends CheckResult {
  readonly advisories: readonly AdvisorySourceInfo[];
}

/**
 * Finds the known vulnerabilities of every component: one finding for each component, place and
 * vulnerability. What no source covers, and every version or record that cannot be judged, is an unknown.
 * Throws what a source throws: `SourceError` ADVISORIES_*, `InputError` ADVISORIES_FOLDER_MISSING.
 */
export async function checkVulnerabilities(input: VulnerabilitiesInput): Promise<VulnerabilitiesResult> {
  const { inventory, sources, locate, log, signal } = input;
  const questions = askAbout(inventory.components);
  const answers = await lookupAll(sources, questions.queries, signal);
  const unknowns: Unknown[] = [...notAssessed(inventory, questions, answers.notCovered), ...answers.unknowns];
  const findings: Finding[] = [];
  let scorer: CvssScorer | null = null;
  for (const [component, indexes] of questions.indexesOf) {
    signal.throwIfAborted();
    const scheme = SCHEMES.get(parentEcosystem(component.ecosystem ?? ''));
    if (scheme === undefined) continue;
    const asked = indexes.flatMap((index) => {
      const query = questions.queries[index];
      return query === undefined ? [] : [{ query, records: answers.records[index] ?? [] }];
    });
    const matched = matchRecords({ component, asked, scheme });
    unknowns.push(...matched.unknowns);
    if (matched.matches.length === 0) continue;
    scorer ??= await loadCvss();
    findings.push(...findingsOf({ component, matches: matched.matches, scheme, scorer, locate }));
  }
  log.debug(`${String(questions.queries.length)} packages asked about, ${String(findings.length)} findings`);
  const { feeds = NO_FEEDS, requiredFeeds = [] } = input;
  const enriched = await enrich(uniqueFindings(findings), feeds, { required: requiredFeeds, signal });
  return { findings: enriched.findings, unknowns, advisories: [...answers.advisories, ...enriched.feeds] };
}

function findingsOf(input: {
  readonly component: Component;
  readonly matches: readonly Match[];
  readonly scheme: VersionScheme;
  readonly scorer: CvssScorer;
  readonly locate: Locate;
}): readonly Finding[] {
  const { component, matches, scheme, scorer, locate } = input;
  const places = component.locations.length === 0 ? [null] : component.locations;
  return groupMatches(matches).flatMap((group) => {
    const rating = rate(group.matches, scorer);
    const fixedIn = sortVersions(
      group.matches.flatMap((match) => match.fixedIn),
      scheme,
    );
    return places.map((place) => toFinding({ component, place, group, rating, fixedIn, locate }));
  });
}
