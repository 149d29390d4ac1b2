import { expect, it } from 'vitest';
import { deb } from '../../../../src/checks/vulnerabilities/versions/deb.ts';
import { sortVersions } from '../../../../src/checks/vulnerabilities/versions/sort.ts';

it('sorts versions by value, each once', () => {
  expect(sortVersions(['1.10', '1.9', '1.10', '1.9~rc1'], deb)).toEqual(['1.9~rc1', '1.9', '1.10']);
});

it('keeps what is no version, last', () => {
  expect(sortVersions(['no version', '2', 'a b', '1'], deb)).toEqual(['1', '2', 'a b', 'no version']);
});
