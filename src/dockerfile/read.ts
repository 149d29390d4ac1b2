import { isUtf8 } from 'node:buffer';
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { errorText, InputError } from '../model/errors.ts';
import { LIMITS } from '../util/limits.ts';
import { leadsOut } from '../util/link-out.ts';
import type { Dockerfile } from './dockerfile.ts';
import { parseDockerfile } from './parse.ts';

/**
 * Reads and parses the Dockerfile at `file`, relative to `cwd`. The path in the result is relative to `cwd`
 * with forward slashes.
 * @throws InputError DOCKERFILE_NOT_FOUND, DOCKERFILE_UNREADABLE, DOCKERFILE_TOO_LARGE
 */
export async function readDockerfile(file: string, cwd: string): Promise<Dockerfile> {
  const absolute = path.resolve(cwd, file);
  if (leadsOut(absolute, cwd)) {
    throw new InputError(
      'DOCKERFILE_UNREADABLE',
      `"${file}" is a link to a file outside of the working directory`,
      {
        hint: 'Name the Dockerfile itself.',
      },
    );
  }
  const bytes = await readBytes(absolute, file);
  return parsed(bytes, displayPath(absolute, cwd));
}

/**
 * Reads and parses what comes from a stream such as standard input, to its end. `shown` is the path in the
 * result.
 * @throws InputError DOCKERFILE_UNREADABLE, DOCKERFILE_TOO_LARGE
 */
export async function readDockerfileFrom(stream: AsyncIterable<unknown>, shown: string): Promise<Dockerfile> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      const bytes = chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk));
      length += bytes.length;
      if (length > LIMITS.dockerfileBytes.value) throw tooLarge(shown);
      parts.push(bytes);
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError('DOCKERFILE_UNREADABLE', `"${shown}" cannot be read: ${errorText(error)}`, {
      hint: 'Check what is connected to standard input.',
      cause: error,
    });
  }
  return parsed(Buffer.concat(parts), shown);
}

/** Builders compare bytes: two lines that are equal as text, such as the ends of heredocs, need not be so to them. */
function parsed(bytes: Uint8Array, shown: string): Dockerfile {
  const file = parseDockerfile(new TextDecoder().decode(bytes), shown);
  if (isUtf8(bytes)) return file;
  const problem = { code: 'NOT_UTF8', message: 'the file is not UTF-8', range: FIRST, unread: true };
  return { ...file, problems: [problem, ...file.problems] };
}

const FIRST = { line: 1, column: 1, endLine: 1, endColumn: 1 } as const;

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
      throw tooLarge(shown);
    }
    return buffer.subarray(0, length);
  } finally {
    await handle.close();
  }
}

function tooLarge(shown: string): InputError {
  const limit = LIMITS.dockerfileBytes.value;
  return new InputError('DOCKERFILE_TOO_LARGE', `"${shown}" is larger than ${limit} bytes`, {
    hint: 'A Dockerfile is a few kilobytes: is this the right file?',
  });
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

function displayPath(absolute: string, cwd: string): string {
  const relative = path.relative(cwd, absolute);
  return relative.split(path.sep).join('/');
}
