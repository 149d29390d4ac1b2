import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Real images and advisories that are not part of the project, beside it where there are any. */
export const SHARED_DATA = resolve(import.meta.dirname, '../../../shared/data');

const said = new Set<string>();

/** Whether a file of the shared data is there: `describe.skipIf(!hasSharedData('images/a.tar'))`. Says what is skipped. */
export function hasSharedData(path: string): boolean {
  if (existsSync(resolve(SHARED_DATA, path))) return true;
  if (!said.has(path)) console.warn(`skipped: tests that need ../shared/data/${path}, which is not here`);
  said.add(path);
  return false;
}
