import { copyFile, mkdir, stat, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { InputError, InternalError } from '../../model/errors.ts';
import type { BuildSource } from '../../model/source.ts';
import { plain } from '../../util/escape.ts';

/** A build source with its paths found. */
export interface BuildInputs {
  readonly source: BuildSource;
  /** An absolute path, or the address of a repository or archive that the builder fetches. */
  readonly context: string;
  readonly isLocal: boolean;
  /** An absolute path for a local context; null: the one in the context. */
  readonly dockerfile: string | null;
}

const REMOTE = /^(?:https?:\/\/|git:\/\/|ssh:\/\/|git@|github\.com\/)/u;

/** Throws `InputError` CONTEXT_NOT_FOUND or DOCKERFILE_NOT_FOUND. */
export async function findInputs(source: BuildSource, cwd: string): Promise<BuildInputs> {
  if (REMOTE.test(source.context)) {
    return { source, context: source.context, isLocal: false, dockerfile: source.file };
  }
  const context = resolve(cwd, source.context);
  if (!(await isKind(context, 'folder'))) {
    throw new InputError(
      'CONTEXT_NOT_FOUND',
      `the build context "${plain(source.context, 300)}" is not a folder`,
      {
        hint: 'Give the folder that holds what the Dockerfile copies.',
      },
    );
  }
  const dockerfile = source.file === null ? join(context, 'Dockerfile') : resolve(cwd, source.file);
  if (!(await isKind(dockerfile, 'file'))) {
    const shown = source.file ?? join(source.context, 'Dockerfile');
    throw new InputError('DOCKERFILE_NOT_FOUND', `the Dockerfile "${plain(shown, 300)}" is not there`, {
      hint: 'Name it with the file setting; its path is relative to the working directory.',
    });
  }
  return { source, context, isLocal: true, dockerfile };
}

/**
 * The same inputs with another text as the Dockerfile, in a new folder of `folder`. What `.dockerignore` file goes
 * with the Dockerfile goes with it.
 */
export async function withText(inputs: BuildInputs, text: string, folder: string): Promise<BuildInputs> {
  const { dockerfile } = inputs;
  if (dockerfile === null || !inputs.isLocal) {
    throw new InternalError('INTERNAL', 'a Dockerfile that is not here cannot be replaced');
  }
  const beside = join(folder, 'dockerfile');
  await mkdir(beside);
  const path = join(beside, basename(dockerfile));
  await writeFile(path, text);
  const ignore = `${dockerfile}.dockerignore`;
  if (await isKind(ignore, 'file')) await copyFile(ignore, `${path}.dockerignore`);
  return { ...inputs, dockerfile: path };
}

async function isKind(path: string, kind: 'file' | 'folder'): Promise<boolean> {
  try {
    const stats = await stat(path);
    return kind === 'file' ? stats.isFile() : stats.isDirectory();
  } catch {
    return false;
  }
}
