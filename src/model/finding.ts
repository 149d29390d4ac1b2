import type { Severity } from './severity.ts';

export const CATEGORIES = ['vulnerability', 'lint', 'hardening', 'signature'] as const;

export type Category = (typeof CATEGORIES)[number];

/** Lines and columns count from 1; `endColumn` is the column after the last character. Source: SARIF 2.1.0, 3.30. */
export interface TextRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface DockerfileLocation extends TextRange {
  /** Relative to the repository root (the working directory), with forward slashes. */
  readonly path: string;
}

export interface LayerLocation {
  /** From 0, the lowest layer. */
  readonly index: number;
  readonly diffId: string;
  readonly createdBy: string | null;
  /** True when the layer came with the base image, false when the Dockerfile made it, null when not known. */
  readonly base: boolean | null;
}

export interface FindingLocation {
  /** A path inside the image, without leading slash. */
  readonly path: string | null;
  readonly layer: LayerLocation | null;
  readonly dockerfile: DockerfileLocation | null;
}

export interface Suppression {
  readonly by: 'exception' | 'vex' | 'pragma' | 'github';
  readonly reason: string;
  readonly owner: string | null;
  readonly expires: string | null;
}

/** A change of the Dockerfile's text that settles a finding. Applying it twice changes nothing more. */
export interface Fix {
  /** `Write COPY instead of ADD`. */
  readonly description: string;
  /** Apart from each other, in order. */
  readonly edits: readonly Edit[];
}

export interface Edit {
  /** What is replaced; start and end are the same place for an insertion. */
  readonly range: TextRange;
  readonly text: string;
}

/**
 * What the advisories say of a fix. `unfixed`: none exists yet; `unimportant`: the distribution says that it does
 * not reach the package as built; `end-of-life`: the distribution no longer fixes this release or package.
 */
export const FIX_STATES = ['fixed', 'unfixed', 'unimportant', 'end-of-life'] as const;

export type FixState = (typeof FIX_STATES)[number];

export interface Finding {
  /** Stable over versions, tags, layers and sources of the same image: see `util/fingerprint.ts`. */
  readonly id: string;
  readonly category: Category;
  /** A CVE (or the advisory's own id where there is none), or the id of one of our rules. */
  readonly rule: string;
  readonly severity: Severity;
  /** A few words, no full stop. */
  readonly title: string;
  /** One or two sentences: what was found here and what to do. Plain text, not escaped. */
  readonly message: string;
  readonly component: { readonly purl: string; readonly name: string; readonly version: string } | null;
  readonly aliases: readonly string[];
  /** Versions that are free of it, lowest first; empty when there is none, or when it does not apply. */
  readonly fixedIn: readonly string[];
  /** CVSS base score, 0.0 to 10.0. */
  readonly score: number | null;
  /** Null for what is no vulnerability. */
  readonly fixState: FixState | null;
  /** In CISA's catalogue of known exploited vulnerabilities; null when no catalogue was asked. */
  readonly kev: boolean | null;
  /** That catalogue knows of its use in ransomware campaigns; null as above. */
  readonly ransomware: boolean | null;
  /** EPSS probability of exploitation in the next 30 days, 0 to 1, and its percentile, 0 to 1. */
  readonly epss: number | null;
  readonly epssPercentile: number | null;
  readonly location: FindingLocation;
  readonly references: readonly string[];
  readonly engines: readonly string[];
  readonly introduced: 'new' | 'existing' | 'unknown';
  readonly suppressed: Suppression | null;
  /** For the file of `location.dockerfile`; only where a change is certain. */
  readonly fix?: Fix;
}

/** A finding after the policy has looked at it. */
export interface JudgedFinding extends Finding {
  readonly blocking: boolean;
}

export const NO_LOCATION: FindingLocation = { path: null, layer: null, dockerfile: null };
