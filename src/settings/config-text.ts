import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { errorText, InputError } from '../model/errors.ts';
import { LIMITS } from '../util/limits.ts';
import { leadsOut } from '../util/link-out.ts';

/**
 * The text of a configuration file by its name, relative to `cwd`; null when there is none.
 * Throws `InputError` with `code` for one that is too large, not UTF-8, not readable, or a link out of `cwd`.
 */
export function readConfigText(name: string, cwd: string, code: string): string | null {
  const path = resolve(cwd, name);
  if (leadsOut(path, cwd)) {
    throw new InputError(code, `${name}: it is a link to a file outside of the working directory`, {
      hint: 'Name the file itself.',
    });
  }
  try {
    const { size } = statSync(path);
    if (size > LIMITS.configFileBytes.value) {
      throw new InputError(
        code,
        `${name}: it has ${size} bytes; the limit is ${LIMITS.configFileBytes.value}`,
      );
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof InputError) throw error;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new InputError(code, `${name}: it cannot be read: ${errorText(error)}`, { cause: error });
  }
}
