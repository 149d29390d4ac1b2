import { lstat, readFile } from 'node:fs/promises';
import { isUtf8 } from 'node:buffer';
import { applyFixes } from '../checks/lint/fix.ts';
import { checkLint } from '../checks/lint/check.ts';
import type { LintInput } from '../checks/lint/check.ts';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { parseDockerfile } from '../dockerfile/parse.ts';
import { errorText } from '../model/errors.ts';
import { LIMITS } from '../util/limits.ts';

export interface FixedDockerfile {
  readonly dockerfile: Dockerfile;
  /** How many findings were settled. */
  readonly fixed: number;
}

/**
 * The Dockerfile with every fix in it that is certain, also those of findings that come up by fixing. What
 * does not come to an end, or would not parse, leaves it as it was, so that fixing twice changes nothing more.
 */
export function fixDockerfile(input: LintInput): FixedDockerfile {
  const unchanged: FixedDockerfile = { dockerfile: input.dockerfile, fixed: 0 };
  if (input.dockerfile.problems.length > 0) return unchanged;
  let { dockerfile } = input;
  let count = 0;
  for (let round = 0; round < LIMITS.lintFixRounds.value; round += 1) {
    const { text, fixed } = applyFixes(dockerfile.text, checkLint({ ...input, dockerfile }).findings);
    if (text === dockerfile.text) return { dockerfile, fixed: count };
    dockerfile = parseDockerfile(text, dockerfile.path);
    count += fixed.length;
    if (dockerfile.problems.length > 0) return unchanged;
  }
  return unchanged;
}

/** Why a file must not be changed; null when it may. `text` is what was read of it. */
export async function fixObstacle(absolute: string, { text, problems }: Dockerfile): Promise<string | null> {
  if (problems.length > 0) return 'it has syntax problems';
  try {
    if (!(await lstat(absolute)).isFile()) return 'it is not a regular file';
    const bytes = await readFile(absolute);
    if (!isUtf8(bytes)) return 'it is not UTF-8';
    return new TextDecoder().decode(bytes) === text ? null : 'it changed while it was read';
  } catch (error) {
    return `it cannot be read again: ${errorText(error)}`;
  }
}
