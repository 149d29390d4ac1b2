import { resolve } from 'node:path';
import type { TextSink } from './delivery.ts';
import { writeOut } from './files.ts';
import { patchOf } from './patch.ts';
import { rewriteFile } from './rewrite.ts';

/** A Dockerfile whose text is to change. */
export interface FileChange {
  /** As it was named; relative to the working directory or absolute. */
  readonly name: string;
  /** As reports show it. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

export interface ChangeContext {
  /** False: the changes are shown as a patch on standard output. */
  readonly write: boolean;
  readonly cwd: string;
  readonly stdout: TextSink;
}

/** Writes fixed Dockerfiles, each whole or not at all, or shows what would change. Throws as `rewriteFile`. */
export async function deliverChanges(changes: readonly FileChange[], context: ChangeContext): Promise<void> {
  const { write, cwd, stdout } = context;
  if (!write) return writeOut(stdout, changes.map((change) => patchOf(change)).join(''));
  for (const { name, before, after } of changes) {
    await rewriteFile({ path: resolve(cwd, name), before, after });
  }
}
