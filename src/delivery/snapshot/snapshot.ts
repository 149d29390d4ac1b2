import type { Component } from '../../model/component.ts';
import type { Report } from '../../model/report.ts';

/** Which run made the snapshot, and of which commit. */
export interface SnapshotJob {
  readonly id: string;
  /** Snapshots of one correlator replace each other. */
  readonly correlator: string;
  readonly sha: string;
  readonly ref: string;
  /** Page of the tool. */
  readonly url: string;
}

/** Source: GitHub REST API, "Create a snapshot of dependencies for a repository". */
export interface Snapshot {
  readonly version: 0;
  readonly job: { readonly id: string; readonly correlator: string };
  readonly sha: string;
  readonly ref: string;
  readonly detector: { readonly name: string; readonly version: string; readonly url: string };
  readonly scanned: string;
  readonly manifests: Readonly<Record<string, SnapshotManifest>>;
}

export interface SnapshotManifest {
  readonly name: string;
  /** The Dockerfile, where there is one. */
  readonly file?: { readonly source_location: string };
  readonly resolved: Readonly<Record<string, SnapshotPackage>>;
}

export interface SnapshotPackage {
  readonly package_url: string;
  readonly relationship: 'direct' | 'indirect';
  readonly scope: 'runtime';
  readonly dependencies: readonly string[];
}

/** The packages of an image as GitHub's dependency graph takes them: one manifest, called `name`. */
export function toSnapshot(report: Report, name: string, job: SnapshotJob): Snapshot {
  const { tool, components, dockerfile } = report;
  const owned = Map.groupBy(components, ({ ownedBy }) => ownedBy);
  const packages = components.map((component): [string, SnapshotPackage] => [
    component.purl,
    packageOf(component, owned.get(component.purl) ?? []),
  ]);
  const file = dockerfile === null || dockerfile === '-' ? {} : { file: { source_location: dockerfile } };
  return {
    version: 0,
    job: { id: job.id, correlator: job.correlator },
    sha: job.sha,
    ref: job.ref,
    detector: { name: tool.name, version: tool.version, url: job.url },
    scanned: report.finishedAt,
    manifests: { [name]: { name, ...file, resolved: Object.fromEntries(packages) } },
  };
}

function packageOf({ purl, ownedBy }: Component, owned: readonly Component[]): SnapshotPackage {
  return {
    package_url: purl,
    relationship: ownedBy === null ? 'direct' : 'indirect',
    scope: 'runtime',
    dependencies: owned.map((component) => component.purl),
  };
}
