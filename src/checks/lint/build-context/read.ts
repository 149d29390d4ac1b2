import type { Dirent } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorText } from '../../../model/errors.ts';
import { plain } from '../../../util/escape.ts';
import type { IgnoreRules } from '../../../util/dockerignore.ts';
import { loadIgnoreRules, readDockerignore } from '../../../util/dockerignore.ts';
import { LIMITS } from '../../../util/limits.ts';
import { isCandidate, judgeFile } from './secret-file.ts';
import type { BuildContextView, ContextSecret } from './view.ts';

/** Packages bring keys for their own tests; a secret of the project does not lie there. */
const LEFT_OUT: ReadonlySet<string> = new Set(['node_modules']);

interface Walk {
  readonly context: string;
  readonly rules: IgnoreRules;
  readonly secrets: ContextSecret[];
  left: number;
  unread: string | null;
}

/**
 * Looks for secrets in a build context, but for what `.dockerignore` leaves out. Follows no symbolic links and
 * writes nothing. `dockerfile`: its path, for `<Dockerfile>.dockerignore`.
 * @throws InputError DOCKERIGNORE_UNREADABLE
 */
export async function readBuildContext(context: string, dockerfile: string): Promise<BuildContextView> {
  const [rules, load] = [await readDockerignore(context, dockerfile), await loadIgnoreRules()];
  const walk: Walk = { context, rules, secrets: [], left: LIMITS.contextEntries.value, unread: null };
  await readFolder(walk, '', 0);
  return {
    secrets: walk.secrets,
    unread: walk.unread,
    matcher: (patterns) => load(patterns.join('\n')).ignores,
  };
}

async function readFolder(walk: Walk, folder: string, depth: number): Promise<void> {
  if (depth > LIMITS.contextDepth.value) return leave(walk, folder, 'it lies too deep');
  const entries = await entriesOf(walk, folder);
  for (const entry of entries) {
    walk.left -= 1;
    if (walk.left < 0) return leave(walk, '', `it has more than ${LIMITS.contextEntries.value} entries`);
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) await enter(walk, path, depth);
    else if (entry.isFile() && isCandidate(path)) await readFileOf(walk, path);
  }
}

async function enter(walk: Walk, path: string, depth: number): Promise<void> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (LEFT_OUT.has(name)) return;
  // What is in a folder that is left out can be brought back, by `!` only.
  if (!walk.rules.hasExceptions && walk.rules.ignores(path)) return;
  // One finding for all of it: each of its files tells the same.
  if (name === '.git') await readFileOf(walk, `${path}/config`);
  else await readFolder(walk, path, depth + 1);
}

async function readFileOf(walk: Walk, path: string): Promise<void> {
  if (walk.rules.ignores(path)) return;
  try {
    const secret = judgeFile(path, await readHead(join(walk.context, path)));
    if (secret !== null) walk.secrets.push(secret);
  } catch (error) {
    if (isMissing(error)) return;
    leave(walk, path, errorText(error));
  }
}

/** The text of a file; null when it is larger than what is read. */
async function readHead(file: string): Promise<string | null> {
  const limit = LIMITS.contextFileBytes.value;
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(limit + 1), 0, limit + 1, 0);
    return bytesRead > limit ? null : buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function entriesOf(walk: Walk, folder: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(join(walk.context, folder), { withFileTypes: true });
    return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    leave(walk, folder, errorText(error));
    return [];
  }
}

/** The first reason is kept. */
function leave(walk: Walk, path: string, why: string): void {
  walk.unread ??= `"${plain(path === '' ? '.' : path, 100)}" in the build context was not looked at: ${plain(why, 200)}`;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
