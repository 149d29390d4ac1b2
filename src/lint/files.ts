import { existsSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '../model/errors.ts';
import { plain } from '../util/escape.ts';
import { LIMITS } from '../util/limits.ts';

/** A Dockerfile to lint. */
export interface LintFile {
  /** Relative to the working directory or absolute; `-` is standard input. */
  readonly name: string;
  /** False when a pattern found it: then one that cannot be read is an unknown, not a mistake of the caller. */
  readonly isNamed: boolean;
}

const PATTERN = /[*?[\]{}]/u;
const LEFT_OUT: ReadonlySet<string> = new Set(['node_modules', '.git']);

/**
 * The files that names and patterns stand for, each once, in the order of the names; those of a pattern are
 * sorted. A name that is there is a file even when it looks like a pattern.
 * @throws InputError DOCKERFILE_NOT_FOUND for a pattern that finds none, DOCKERFILES_TOO_MANY
 */
export async function lintFiles(names: readonly string[], cwd: string): Promise<readonly LintFile[]> {
  const files = new Map<string, LintFile>();
  for (const name of names) {
    const isPattern = PATTERN.test(name) && !existsSync(path.resolve(cwd, name));
    const found = isPattern ? await expand(name, cwd) : [name];
    for (const file of found) {
      const key = file === '-' ? file : path.resolve(cwd, file);
      if (!files.has(key) || !isPattern) files.set(key, { name: file, isNamed: !isPattern });
    }
    if (files.size > LIMITS.lintFiles.value) throw tooMany();
  }
  return [...files.values()];
}

async function expand(pattern: string, cwd: string): Promise<string[]> {
  const found: string[] = [];
  const entries = glob(pattern, {
    cwd,
    withFileTypes: true,
    exclude: (entry) => LEFT_OUT.has(entry.name) && entry.isDirectory(),
  });
  for await (const entry of entries) {
    if (entry.isDirectory() || entry.name.endsWith('.dockerignore')) continue;
    found.push(path.relative(cwd, path.join(entry.parentPath, entry.name)));
    if (found.length > LIMITS.lintFiles.value) throw tooMany();
  }
  if (found.length > 0) return found.toSorted();
  throw new InputError('DOCKERFILE_NOT_FOUND', `no file matches "${plain(pattern, 200)}"`, {
    hint: 'Patterns are relative to the working directory and leave out hidden folders and node_modules.',
  });
}

function tooMany(): InputError {
  return new InputError('DOCKERFILES_TOO_MANY', `more than ${LIMITS.lintFiles.value} files are named`, {
    hint: 'Write a narrower pattern, or lint folder by folder.',
  });
}
