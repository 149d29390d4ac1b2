import type { AdvisorySourceInfo } from '../../../model/report.ts';
import type { FeedText } from '../feeds/fetch-feed.ts';
import type { OsvRecord } from './osv-record.ts';

/** One package as advisories name it: for distributions the source package and its version. */
export interface PackageQuery {
  /** With its release: `Debian:12`, `Alpine:v3.19`, `npm`. */
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string;
  /** Of a modular RPM its `name:stream`, or `unknown`; left out for all others. */
  readonly module?: string;
}

export interface UnreadableRecord {
  readonly id: string;
  readonly reason: string;
}

export interface LookupResult {
  readonly info: AdvisorySourceInfo;
  /** As long as the queries and in their order: the records that may concern each, still to be judged. */
  readonly records: readonly (readonly OsvRecord[])[];
  /** Ecosystems among the queries of which the source knows nothing, each with the reason. */
  readonly notCovered: ReadonlyMap<string, string>;
  /** Records that may concern a query but do not follow the schema. */
  readonly unreadable: readonly UnreadableRecord[];
}

/** Where advisories come from. */
export interface AdvisorySource {
  readonly id: string;
  readonly needsNetwork: boolean;
  /**
   * Throws `SourceError` ADVISORIES_* when the source cannot be asked or its answer cannot be trusted to be
   * whole: then nothing is known about any package.
   */
  lookup(packages: readonly PackageQuery[], signal: AbortSignal): Promise<LookupResult>;
  /** A feed that comes with the advisories; null when there is none. Throws as `lookup`. */
  feed?(id: 'kev' | 'epss', signal: AbortSignal): Promise<FeedText | null>;
}

/** `Debian:12` → `Debian`. */
export function parentEcosystem(ecosystem: string): string {
  const colon = ecosystem.indexOf(':');
  return colon < 0 ? ecosystem : ecosystem.slice(0, colon);
}

/** The later of two ISO 8601 times; an unreadable one counts as none. */
export function laterTime(a: string | null, b: string | null): string | null {
  const left = a === null ? Number.NaN : Date.parse(a);
  const right = b === null ? Number.NaN : Date.parse(b);
  if (Number.isNaN(right)) return Number.isNaN(left) ? null : a;
  return Number.isNaN(left) || right > left ? b : a;
}
