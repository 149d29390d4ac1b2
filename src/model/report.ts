import type { Component, OsRelease } from './component.ts';
import type { Category, JudgedFinding } from './finding.ts';
import type { StepOutcome, Unknown } from './outcome.ts';
import type { Threshold } from './policy.ts';
import type { ImageTrust } from './signature.ts';
import type { SourceKind } from './source.ts';

export type VerdictResult = 'pass' | 'fail' | 'incomplete';

export interface VerdictReason {
  /** Null when the reason is a step that is not complete. */
  readonly category: Category | null;
  /** One plain sentence. */
  readonly text: string;
  readonly count: number | null;
  readonly threshold: Threshold | null;
}

export interface Verdict {
  readonly result: VerdictResult;
  readonly reasons: readonly VerdictReason[];
}

export interface Subject {
  readonly source: SourceKind;
  /** As the user named it: an image reference, a path, a build context. */
  readonly reference: string;
  /** Digest of the manifest; null when the source has none (daemon, docker archive). */
  readonly digest: string | null;
  /** Digest of the configuration: what `docker images` calls the image id. Null when an SBOM does not state it. */
  readonly imageId: string | null;
  /** Null when an SBOM does not state it; so with the layers. */
  readonly platform: string | null;
  readonly os: OsRelease | null;
  readonly layers: number | null;
  /** Digests of the uncompressed layers, lowest first. */
  readonly diffIds?: readonly string[];
}

/** An advisory source that was asked, and how old its data is. Times are ISO 8601. */
export interface AdvisorySourceInfo {
  readonly source: string;
  readonly retrievedAt: string;
  /** The newest `modified` time among its records; null when not known. */
  readonly newest: string | null;
}

/** What could be done beyond single findings. Plain sentences are made of it by the reports. */
export interface Advice {
  /** OS packages that nothing needs: remove them together. Worst first. */
  readonly removable: readonly Removable[];
  /** Null when nothing is known of a base image. */
  readonly base: BaseAdvice | null;
}

export interface Removable {
  /** Names; the first is the one to purge, the others go with it. */
  readonly packages: readonly string[];
  /** Findings that go with them. */
  readonly findings: number;
  readonly installedBytes: number | null;
}

export interface BaseAdvice {
  /** As the Dockerfile or the image names it; null when neither does. */
  readonly reference: string | null;
  /** Vulnerabilities that came with the base image, and all of them. */
  readonly findings: number;
  readonly total: number;
  readonly newer: {
    readonly reference: string;
    readonly digest: string;
    /** How many of `findings` it no longer has, and how many it has that the old one had not. */
    readonly removes: number;
    readonly adds: number;
  } | null;
}

/** The whole result: the only input of every report. `docs/report.schema.json` is its JSON form. */
export interface Report {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'image-gate'; readonly version: string };
  readonly startedAt: string;
  readonly finishedAt: string;
  /** The image as the user named it: a reference, a path, a build context; null when only a Dockerfile was. */
  readonly requested: string | null;
  /** Null when no image could be opened. */
  readonly subject: Subject | null;
  /** Path of the Dockerfile that was linted, relative to the working directory; null when none was. */
  readonly dockerfile: string | null;
  /** Set when several were linted, and then `dockerfile` is null. */
  readonly dockerfiles?: readonly string[];
  readonly verdict: Verdict;
  readonly steps: readonly StepOutcome[];
  readonly findings: readonly JudgedFinding[];
  readonly components: readonly Component[];
  readonly unknowns: readonly Unknown[];
  readonly advisories: readonly AdvisorySourceInfo[];
  /** Who made the image under test and its bases; empty when nobody asked. */
  readonly signatures: readonly ImageTrust[];
  /** Null when no image was examined for vulnerabilities. */
  readonly advice: Advice | null;
}
