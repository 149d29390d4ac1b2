import { expect, it } from 'vitest';
import { uniqueFindings } from '../../../src/checks/vulnerabilities/unique.ts';
import { aFinding } from '../../support/findings.ts';

const linux = (version: string) => ({ purl: `pkg:deb/debian/linux@${version}`, name: 'linux', version });

it('keeps different findings as they are', () => {
  const findings = [aFinding({ rule: 'CVE-2024-1' }), aFinding({ rule: 'CVE-2024-2' })];
  expect(uniqueFindings(findings)).toEqual(findings);
});

it('counts the same package for two architectures once', () => {
  expect(
    uniqueFindings([aFinding({ component: linux('1') }), aFinding({ component: linux('1') })]),
  ).toHaveLength(1);
});

it('keeps versions side by side apart, with the same ids each time', () => {
  const findings = ['1', '2', '3', '2'].map((version) => aFinding({ component: linux(version) }));
  const unique = uniqueFindings(findings);
  expect(unique.map((finding) => finding.component?.version)).toEqual(['1', '2', '3']);
  expect(new Set(unique.map((finding) => finding.id)).size).toBe(3);
  expect(uniqueFindings(findings)).toEqual(unique);
});
