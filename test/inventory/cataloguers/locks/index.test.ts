import { expect, it } from 'vitest';
import { LOCKS } from '../../../../src/inventory/cataloguers/locks/index.ts';

const FOLDERS = ['', 'app/node_modules/', 'app/vendor/'];

it('has no lock file twice, and each is superseded by what is installed', () => {
  expect(new Set(LOCKS.map(({ id }) => id)).size).toBe(LOCKS.length);
  for (const lock of LOCKS) expect(FOLDERS).toContain(lock.supersededBelow?.('app/x.lock'));
});
