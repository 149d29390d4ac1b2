import { realpathSync } from 'node:fs';
import path from 'node:path';

/**
 * True when a file lies in a folder by its name and, through a symbolic link, outside of it in truth. In a pull
 * request such a link would have the gate print of a file (a token, `/proc/self/environ`) that is not the
 * repository's. False for a file that is not there: reading it tells.
 */
export function leadsOut(file: string, folder: string): boolean {
  if (!isInside(file, folder)) return false;
  try {
    return !isInside(realpathSync(file), realpathSync(folder));
  } catch {
    return false;
  }
}

function isInside(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
