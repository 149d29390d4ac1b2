import seeds from '@sigstore/tuf/seeds.json' with { type: 'json' };
import type { TrustedRoot } from '@sigstore/protobuf-specs';
import type { TufRepository } from './tuf-cache.ts';

/** Of the public Sigstore. Source: Sigstore, "root signing". */
const PUBLIC_URL = 'https://tuf-repo-cdn.sigstore.dev';
const TARGET = 'trusted_root.json';

/** The trusted root that ships with this program. */
export function embeddedText(): string {
  return decode(seeds[PUBLIC_URL].targets[TARGET]);
}

/**
 * Where the public Sigstore publishes its trusted root, and the root of trust that ships with this program to hold
 * it against. `mirror` may be anyone's: nothing is believed that is not signed.
 */
export function publicRepository(mirror: string | undefined): TufRepository {
  const url = mirror === undefined || mirror === '' ? PUBLIC_URL : mirror;
  return { url, root: decode(seeds[PUBLIC_URL]['root.json']), target: TARGET };
}

/** The day on which the newest service that a root knows began to work. */
export function newestService({
  tlogs,
  ctlogs,
  certificateAuthorities,
  timestampAuthorities,
}: TrustedRoot): string {
  const ranges = [
    ...[...tlogs, ...ctlogs].map(({ publicKey }) => publicKey?.validFor),
    ...[...certificateAuthorities, ...timestampAuthorities].map(({ validFor }) => validFor),
  ];
  const newest = Math.max(...ranges.map((range) => Number(range?.start)));
  return new Date(newest).toISOString().slice(0, 10);
}

function decode(base64: string): string {
  return Buffer.from(base64, 'base64').toString('utf8');
}
