import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { errorText } from '../../model/errors.ts';
import { LIMITS } from '../../util/limits.ts';
import { leadsOut } from '../../util/link-out.ts';
import { quote } from '../kinds.ts';
import type { Spot } from './spot.ts';
import { refusal } from './spot.ts';

/** The bytes of a file that the policy names at `spot`. Throws `InputError` PATH_NOT_FOUND, TRUST_FILE. */
export function fileBytes(spot: Spot, name: string): Buffer {
  const path = resolve(spot.world.cwd, name);
  if (leadsOut(path, spot.world.cwd)) {
    throw refusal(spot, `${quote(name)} is a link to a file outside of the working directory`, {
      code: 'TRUST_FILE',
      hint: 'Name the file itself.',
    });
  }
  const stats = look(spot, name, () => statSync(path));
  const limit = LIMITS.trustFileBytes.value;
  if (!stats.isFile()) throw refusal(spot, `${quote(name)} is not a file`, { code: 'TRUST_FILE' });
  if (stats.size > limit) {
    const message = `${quote(name)} has ${String(stats.size)} bytes; the limit is ${String(limit)}`;
    throw refusal(spot, message, { code: 'TRUST_FILE' });
  }
  return look(spot, name, () => readFileSync(path));
}

/** The same as text. */
export function fileText(spot: Spot, name: string): string {
  const bytes = fileBytes(spot, name);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refusal(spot, `${quote(name)} is not UTF-8 text`, { code: 'TRUST_FILE' });
  }
}

/** Names of the files in a folder, sorted; folders and hidden files are left out. */
export function filesIn(spot: Spot, folder: string): readonly string[] {
  const entries = look(spot, folder, () =>
    readdirSync(resolve(spot.world.cwd, folder), { withFileTypes: true }),
  );
  const names = entries.filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'));
  if (names.length > LIMITS.trustFiles.value) {
    const message = `${quote(folder)} has ${String(names.length)} files; the limit is ${String(LIMITS.trustFiles.value)}`;
    throw refusal(spot, message, { code: 'TRUST_FILE' });
  }
  return names.map(({ name }) => join(folder, name)).sort();
}

function look<T>(spot: Spot, name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw refusal(
      spot,
      isMissing ? `there is no ${quote(name)}` : `${quote(name)} cannot be read: ${errorText(error)}`,
      isMissing
        ? { code: 'PATH_NOT_FOUND', hint: 'Paths are relative to the working directory.' }
        : { code: 'TRUST_FILE' },
    );
  }
}
