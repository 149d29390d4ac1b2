import { lockCataloguer, unreadLock } from './lock.ts';

/** The lock file that Bun wrote before 1.2: it is told, because its packages may be nowhere else. */
export const BUN_BINARY_LOCK = lockCataloguer({
  id: 'bun-binary-lock',
  ecosystem: 'npm',
  sees: 'That there is a `bun.lockb`, which is told as unknown',
  doesNotSee: 'The packages in it: `bun install --save-text-lockfile` writes them as text.',
  names: { bases: ['bun.lockb'] },
  path: /(?:^|\/)bun\.lockb$/u,
  folder: 'node_modules',
  read: () => unreadLock('the binary lock file of Bun is not read; `bun.lock` is'),
});
