import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../model/errors.ts';

/** What a build leaves out of its context. */
export interface IgnoreRules {
  /** True for a path, with forward slashes and relative to the context, that the build does not get. */
  readonly ignores: (path: string) => boolean;
  /** True when a rule can bring back what another leaves out: then a folder left out must be looked into. */
  readonly hasExceptions: boolean;
}

const EXCEPTION = /^[ \t]*!/mu;

/**
 * The rules of a build: `<Dockerfile>.dockerignore` beside the Dockerfile goes before `.dockerignore` in the
 * context.
 * @throws InputError DOCKERIGNORE_UNREADABLE
 */
export async function readDockerignore(context: string, dockerfile: string): Promise<IgnoreRules> {
  const text =
    (await readText(`${dockerfile}.dockerignore`)) ?? (await readText(join(context, '.dockerignore')));
  return text === null ? { ignores: () => false, hasExceptions: false } : (await loadIgnoreRules())(text);
}

/**
 * Loads what reads the text of a `.dockerignore`: only when it is needed, as few runs come here.
 * Source: docs.docker.com/build/concepts/context, "Syntax".
 */
export async function loadIgnoreRules(): Promise<(text: string) => IgnoreRules> {
  const { default: imported } = await import('@balena/dockerignore');
  return (text) => {
    // Its types speak of an ES module, which it is not: the function carries itself as `default`.
    const rules = imported.default({ ignorecase: false }).add(text.replace(/^\ufeff/u, ''));
    return { ignores: (path) => rules.ignores(path), hasExceptions: EXCEPTION.test(text) };
  };
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new InputError('DOCKERIGNORE_UNREADABLE', `"${path}" cannot be read`, { cause: error });
  }
}
