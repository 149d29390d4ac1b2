import type { FileRecord } from './layer/facts.ts';
import { isProgram } from './layer/program.ts';

export type ProgramRecord = Extract<FileRecord, { kind: 'program' }>;

/** A program or library that is left in the file system. */
export interface FoundProgram {
  readonly path: string;
  readonly record: ProgramRecord;
  /** A package of the operating system, or of another that lists its files, brought it unchanged. */
  readonly isOwned: boolean;
}

interface PlacedReason {
  readonly place: string;
  readonly reason: string;
}

/** Folders of installed packages of a language: what is in them came with the package. */
const IN_LANGUAGE_PACKAGE = /(?:^|\/)(?:node_modules|site-packages|dist-packages|gems)\//u;

export interface Attribution {
  /** Whether the user says that the program at a path is their own code. */
  readonly isOwn: (path: string) => boolean;
  /** There are packages of the operating system, and nothing says which files they brought. */
  readonly lacksFileLists: boolean;
}

/**
 * Programs that nothing speaks of, as one unknown, and those that could not be read, as another.
 */
export function unknownPrograms(
  programs: readonly FoundProgram[],
  { isOwn, lacksFileLists }: Attribution,
): readonly PlacedReason[] {
  const open = programs.filter(({ path, isOwned }) => !isOwned && !isOwn(path));
  const unread = open.filter(({ record }) => record.problem !== null);
  const nameless = open.filter((one) => one.record.problem === null && isUnattributed(one));
  const why = lacksFileLists ? ': nothing here lists the files of the installed packages' : '';
  return [
    ...counted(nameless, (count) => `${count} could not be attributed to a package${why}`),
    ...counted(unread, (count, first) => `${count} could not be read: ${first.record.problem ?? ''}`),
  ];
}

function isUnattributed({ path, record }: FoundProgram): boolean {
  if (record.readings.length > 0 || record.isUnreadGo) return false;
  return isProgram(path, record.facts) && !IN_LANGUAGE_PACKAGE.test(path);
}

function counted(
  programs: readonly FoundProgram[],
  words: (count: string, first: FoundProgram) => string,
): readonly PlacedReason[] {
  const [first] = programs;
  if (first === undefined) return [];
  const count = programs.length === 1 ? '1 program' : `${programs.length} programs`;
  return [{ place: first.path, reason: words(count, first) }];
}
