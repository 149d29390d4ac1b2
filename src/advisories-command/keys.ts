import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InputError, errorText } from '../model/errors.ts';

const MAX_KEY = 64 * 1024;

/** The text of a key file; null stays null. Throws `InputError` PATH_NOT_FOUND. */
export async function readKeyFile(path: string | null, cwd: string): Promise<string | null> {
  if (path === null) return null;
  const file = resolve(cwd, path);
  try {
    if ((await stat(file)).size > MAX_KEY) throw new Error('it is too large for a key');
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new InputError('PATH_NOT_FOUND', `${path}: cannot be read: ${errorText(error)}`, {
      cause: error,
      hint: 'Name a file with a key in PEM form.',
    });
  }
}
