import type { OsRelease } from '../model/component.ts';
import { DISTRIBUTIONS } from './end-of-life-data.ts';

/** How long a release of a distribution gets security updates. */
export type Support =
  | { readonly kind: 'until'; readonly distribution: string; readonly release: string; readonly date: string }
  | { readonly kind: 'rolling'; readonly distribution: string }
  | { readonly kind: 'not known'; readonly reason: string };

/** Looks a release up by its version, then by its first two parts (`3.18.9` → `3.18`), then by the first. */
export function supportOf(os: OsRelease): Support {
  const distribution = Object.hasOwn(DISTRIBUTIONS, os.id) ? DISTRIBUTIONS[os.id] : undefined;
  if (distribution === undefined)
    return { kind: 'not known', reason: 'the distribution is not in our table' };
  const { name, releases } = distribution;
  if (releases === 'rolling') return { kind: 'rolling', distribution: name };
  if (os.version === null) return { kind: 'not known', reason: 'os-release has no VERSION_ID' };
  const parts = os.version.split('.');
  for (const release of [os.version, parts.slice(0, 2).join('.'), parts[0] ?? '']) {
    const date = Object.hasOwn(releases, release) ? releases[release] : undefined;
    if (date !== undefined) return { kind: 'until', distribution: name, release, date };
  }
  return { kind: 'not known', reason: 'the release is not in our table' };
}

/** True when the last day of support, `YYYY-MM-DD` in UTC, is over. */
export function isOver(date: string, now: Date): boolean {
  return now.toISOString().slice(0, 10) > date;
}
