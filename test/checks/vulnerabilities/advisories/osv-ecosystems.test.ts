import { expect, it } from 'vitest';
import {
  OSV_API_ECOSYSTEMS,
  PROBE_PACKAGES,
} from '../../../../src/checks/vulnerabilities/advisories/osv-ecosystems.ts';

it('knows ecosystems by their name without release', () => {
  expect(OSV_API_ECOSYSTEMS.has('Debian')).toBe(true);
  expect([...OSV_API_ECOSYSTEMS].filter((name) => name.includes(':'))).toEqual([]);
});

it('does not claim distributions that OSV has no records of', () => {
  for (const name of ['Slackware', 'Gentoo', 'Arch Linux', 'Oracle Linux', 'Amazon Linux']) {
    expect(OSV_API_ECOSYSTEMS.has(name)).toBe(false);
  }
});

it('probes with several packages, in case a release lacks one', () => {
  expect(new Set(PROBE_PACKAGES).size).toBeGreaterThan(1);
});
