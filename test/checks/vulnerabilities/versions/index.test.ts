import { expect, it } from 'vitest';
import { OSV_API_ECOSYSTEMS } from '../../../../src/checks/vulnerabilities/advisories/osv-ecosystems.ts';
import { SCHEMES } from '../../../../src/checks/vulnerabilities/versions/index.ts';

it('orders the versions of ecosystems that OSV knows, with or without release', () => {
  expect([...SCHEMES.keys()].filter((name) => !OSV_API_ECOSYSTEMS.has(name))).toEqual([]);
  expect(SCHEMES.get('Debian')?.id).toBe('deb');
  expect(SCHEMES.get('Debian:12')).toBeUndefined();
});
