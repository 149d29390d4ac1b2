import type { BundleManifest } from '../checks/vulnerabilities/advisories/bundle/manifest.ts';
import { plain } from '../util/escape.ts';

const DAY = 10;

/** What a bundle holds, for people, with a newline at its end. */
export function describeBundle(
  manifest: BundleManifest,
  about: { readonly bytes: number; readonly isSigned: boolean },
): string {
  const { created, tool, sources, shards, feeds, unreadable } = manifest;
  const lines = [
    `Bundle of ${created}, by ${plain(tool)}, ${megabytes(about.bytes)}, ${about.isSigned ? 'signed' : 'not signed'}`,
    '',
    ...sources.map(({ ecosystem, records, retrievedAt, newest, licence }) => {
      const releases = new Set(
        shards.map((shard) => shard.ecosystem).filter((name) => isOf(name, ecosystem)),
      );
      const parts = releases.size < 2 ? '' : `, ${String(releases.size)} releases`;
      const age = `fetched ${retrievedAt.slice(0, DAY)}, newest ${newest?.slice(0, DAY) ?? 'unknown'}`;
      return `  ${plain(ecosystem).padEnd(14)} ${String(records).padStart(7)} advisories${parts}; ${age}; ${plain(licence)}`;
    }),
    ...feeds.map(
      ({ id, entries, newest }) =>
        `  ${id.toUpperCase().padEnd(14)} ${String(entries).padStart(7)} entries; of ${newest?.slice(0, DAY) ?? 'unknown'}`,
    ),
    ...(unreadable.length === 0 ? [] : [`  ${String(unreadable.length)} advisories could not be read`]),
  ];
  return `${lines.join('\n')}\n`;
}

function isOf(name: string, ecosystem: string): boolean {
  return name === ecosystem || name.startsWith(`${ecosystem}:`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
