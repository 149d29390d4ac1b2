import { member, parseJsonObject } from '../json.ts';
import { readComposerPackages } from '../php/php.ts';
import { lockCataloguer, unreadLock, type Lock } from './lock.ts';

/** Source: getcomposer.org, "composer.lock". */
export const COMPOSER_LOCK = lockCataloguer({
  id: 'composer-lock',
  ecosystem: 'composer',
  sees: 'Packages in `composer.lock`',
  doesNotSee: 'Packages for development.',
  names: { bases: ['composer.lock'] },
  path: /(?:^|\/)composer\.lock$/u,
  folder: 'vendor',
  read: readComposerLock,
});

export function readComposerLock(text: string): Lock {
  const json = parseJsonObject(text);
  return typeof json === 'string' ? unreadLock(json) : readComposerPackages(member(json, 'packages'));
}
