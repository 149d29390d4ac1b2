import type { Parsed, VersionScheme } from './scheme.ts';
import { refused } from './scheme.ts';
import type { SemverVersion } from './semver.ts';
import { semver } from './semver.ts';

/**
 * Go modules (`v1.2.3`, pseudo-versions, `+incompatible`) and Go itself (`1.21rc2`, `go1.20.5`).
 * Source: Go Modules Reference, "Versions" and "Pseudo-versions"; Go Toolchains, "Go versions".
 */
export const go: VersionScheme<SemverVersion> = {
  id: 'go',
  parse: parseGo,
  compare: (a, b) => semver.compare(a, b),
};

const RELEASE = /^(?:go|v)?(\d+)\.(\d+)(?:\.(\d+))?(rc|beta|alpha)(\d+)$/u;

function parseGo(text: string): Parsed<SemverVersion> {
  const release = RELEASE.exec(text);
  if (release !== null) {
    const [, major = '', minor = '', patch = '0', word = '', number = ''] = release;
    return semver.parse(`${major}.${minor}.${patch}-${word}.${number}`);
  }
  const bare = text.startsWith('go') ? text.slice(2) : text;
  if (bare.startsWith('=')) return refused('it starts with "="');
  return semver.parse(bare);
}
