import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { errorText, InputError } from '../model/errors.ts';
import { LIMITS } from '../util/limits.ts';
import type { Dockerfile } from './dockerfile.ts';
import { parseDockerfile } from './parse.ts';

/**
 * Reads and parses the Dockerfile at `file`, relative to `cwd`. The path in the result is relative to `cwd`
 * with forward slashes.
 * @throws InputError DOCKERFILE_NOT_FOUND, DOCKERFILE_UNREADABLE, DOCKERFILE_TOO_LARGE
 */
export async function readDockerfile(file: string, cwd: string): Promise<Dockerfile> {
  const absolute = path.resolve(cwd, file);
  const bytes = await readBytes(absolute, file);
  return parseDockerfile(new TextDecoder().decode(bytes), displayPath(absolute, cwd));
}

async function readBytes(absolute: string, shown: string): Promise<Uint8Array> {
  try {
    return await readLimited(absolute, shown);
  } catch (error) {
    if (error instanceof InputError) throw error;
    if (isMissing(error)) {
      throw new InputError('DOCKERFILE_NOT_FOUND', `there is no Dockerfile at "${shown}"`, {
        hint: 'Name it with `file` (action) or `--file`, relative to the working directory.',
        cause: error,
      });
    }
    throw new InputError('DOCKERFILE_UNREADABLE', `"${shown}" cannot be read: ${errorText(error)}`, {
      hint: 'Check that it is a file and that this user may read it.',
      cause: error,
    });
  }
}

async function readLimited(absolute: string, shown: string): Promise<Uint8Array> {
  const limit = LIMITS.dockerfileBytes.value;
  // Asked before opening: opening a pipe waits for a writer.
  if (!(await stat(absolute)).isFile()) {
    throw new InputError('DOCKERFILE_UNREADABLE', `"${shown}" is not a file`, {
      hint: 'Name the Dockerfile itself.',
    });
  }
  const handle = await open(absolute, 'r');
  try {
    // Some files have no size (/proc): one byte more than allowed tells that it is too large.
    const buffer = Buffer.alloc(limit + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length, null);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    if (length > limit) {
      throw new InputError('DOCKERFILE_TOO_LARGE', `"${shown}" is larger than ${limit} bytes`, {
        hint: 'A Dockerfile is a few kilobytes: is this the right file?',
      });
    }
    return buffer.subarray(0, length);
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

function displayPath(absolute: string, cwd: string): string {
  const relative = path.relative(cwd, absolute);
  return relative.split(path.sep).join('/');
}
