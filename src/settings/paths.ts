import type { Stats } from 'node:fs';
import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';

import { InputError, errorText } from '../model/errors.ts';
import { quote } from './kinds.ts';

/** Throws `InputError` unless `path` is there and is what it is used as. */
export function requirePath(options: {
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'file or folder';
  /** The setting, for messages. */
  readonly place: string;
  readonly cwd: string;
}): void {
  const { path, kind, place, cwd } = options;
  const stats = look(path, place, cwd);
  if (stats === undefined) {
    throw new InputError('PATH_NOT_FOUND', `${place}: there is no ${kind} ${quote(path)}`, {
      hint: 'Paths are relative to the working directory.',
    });
  }
  if (kind === 'file or folder' || (kind === 'folder' ? stats.isDirectory() : !stats.isDirectory())) return;
  throw new InputError('PATH_NOT_FOUND', `${place}: ${quote(path)} is not a ${kind}`, {
    hint: `Name a ${kind}.`,
  });
}

/** Relative to the working directory, with forward slashes; `-`, standard input, stays. */
export function fromWorkingDirectory(path: string, cwd: string): string {
  return path === '-' ? path : relative(cwd, resolve(cwd, path)).split(sep).join('/');
}

/** The folder for the cache when none is named; null: nowhere. Source: XDG Base Directory Specification. */
export function defaultCache(door: 'cli' | 'action', env: NodeJS.ProcessEnv): string | null {
  const runnerTemp = env['RUNNER_TEMP'] ?? '';
  if (door === 'action' && runnerTemp !== '') return join(runnerTemp, 'image-gate');
  const xdg = env['XDG_CACHE_HOME'] ?? '';
  if (isAbsolute(xdg)) return join(xdg, 'image-gate');
  const home = env['HOME'] ?? homedir();
  return isAbsolute(home) ? join(home, '.cache', 'image-gate') : null;
}

function look(path: string, place: string, cwd: string): Stats | undefined {
  try {
    return statSync(resolve(cwd, path), { throwIfNoEntry: false });
  } catch (error) {
    throw new InputError(
      'PATH_NOT_FOUND',
      `${place}: ${quote(path)} cannot be looked at: ${errorText(error)}`,
      {
        cause: error,
      },
    );
  }
}
