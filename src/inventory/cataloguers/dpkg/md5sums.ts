import type { OwnedFile, OwnedProgram, Reading } from '../../cataloguer.ts';
import { isOwnable } from '../ownable.ts';
import { isProgramPath } from '../program-paths.ts';

const FIRST_LINE = /^[0-9a-f]{32} [ *]/u;
const LINE = /^([0-9a-f]{32}) [ *](.+)$/u;
const ROOT = /^\.?\//u;
/** The architecture is there where several can be installed. */
const NAME = /(?:^|\/)([^/:]+)(?::[^/:]+)?\.(?:md5sums|list)$/u;

/**
 * The files of one package with their MD5 (`info/<package>.md5sums`), only those that somebody may ask for. Null
 * when the content is not such a list. Source: deb-md5sums(5).
 */
export function readMd5sums(content: Buffer, place: string): Pick<Reading, 'owned' | 'programs'> | null {
  if (!FIRST_LINE.test(content.toString('latin1', 0, 34))) return null;
  const name = packageOf(place);
  const owned: OwnedFile[] = [];
  const programs: OwnedProgram[] = [];
  for (const line of content.toString('utf8').split('\n')) {
    const match = LINE.exec(line);
    if (match?.[1] === undefined || match[2] === undefined) continue;
    const path = match[2].replace(ROOT, '');
    const hash = { algorithm: 'md5', hex: match[1] } as const;
    if (isOwnable(path)) owned.push({ path, hash });
    else if (name !== null && isProgramPath(path)) programs.push({ path, package: name, hash });
  }
  return { owned, programs };
}

/**
 * The paths of one package (`info/<package>.list`), only those that may be programs. Source: dpkg-query(1),
 * `--listfiles`: one absolute path on each line, folders before what is in them.
 */
export function readFileList(content: Buffer, place: string): readonly OwnedProgram[] {
  const name = packageOf(place);
  if (name === null) return [];
  const lines = content.toString('utf8').split('\n');
  const programs: OwnedProgram[] = [];
  for (const [at, line] of lines.entries()) {
    const path = line.replace(ROOT, '');
    const isFolder = lines[at + 1]?.startsWith(`${line}/`) === true;
    if (!isFolder && path !== '' && path !== '.' && isProgramPath(path))
      programs.push({ path, package: name });
  }
  return programs;
}

function packageOf(place: string): string | null {
  return NAME.exec(place)?.[1] ?? null;
}
