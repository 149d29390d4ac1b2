import { expect, it } from 'vitest';
import { laterTime, parentEcosystem } from '../../../../src/checks/vulnerabilities/advisories/source.ts';

it.each([
  ['Debian:12', 'Debian'],
  ['Ubuntu:22.04:LTS', 'Ubuntu'],
  ['npm', 'npm'],
])('%s belongs to %s', (ecosystem, parent) => expect(parentEcosystem(ecosystem)).toBe(parent));

it('knows the later of two times, whatever their form', () => {
  const early = '2024-01-01T00:00:00Z';
  const late = '2024-01-01T01:30:00.25+01:00';
  expect(laterTime(early, late)).toBe(late);
  expect(laterTime(late, early)).toBe(late);
  expect(laterTime(null, early)).toBe(early);
  expect(laterTime(early, 'yesterday')).toBe(early);
  expect(laterTime('yesterday', early)).toBe(early);
  expect(laterTime(null, null)).toBeNull();
});
