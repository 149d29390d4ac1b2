import type { Cataloguer } from '../../cataloguer.ts';
import { BUN_BINARY_LOCK } from './bun-binary-lock.ts';
import { BUN_LOCK } from './bun-lock.ts';
import { COMPOSER_LOCK } from './composer-lock.ts';
import { GEMFILE_LOCK } from './gemfile-lock.ts';
import { NPM_LOCK } from './npm-lock.ts';
import { PNPM_LOCK } from './pnpm-lock.ts';
import { YARN_LOCK } from './yarn-lock.ts';

/** Every kind of lock file, in the order in which they are asked. */
export const LOCKS: readonly Cataloguer[] = [
  NPM_LOCK,
  YARN_LOCK,
  PNPM_LOCK,
  BUN_LOCK,
  BUN_BINARY_LOCK,
  COMPOSER_LOCK,
  GEMFILE_LOCK,
];
