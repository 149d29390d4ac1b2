import type { FileHandle } from 'node:fs/promises';
import { posix } from 'node:path';
import { SourceError } from '../../model/errors.ts';
import { plain } from '../../util/escape.ts';
import { LIMITS } from '../../util/limits.ts';
import {
  TAR_BLOCK,
  TAR_TYPE,
  gnuLongName,
  hasBody,
  headerLink,
  headerName,
  paddedSize,
  parseHeader,
  parsePax,
  paxSize,
  type TarHeader,
} from '../../util/tar.ts';

export interface Span {
  readonly offset: number;
  readonly length: number;
}

/** Where the files of a tar are, by path. */
export interface TarIndex {
  /** Null when there is no such file. Links inside the archive are followed. Throws `SourceError`. */
  find(path: string): Span | null;
}

type Member =
  | { readonly kind: 'file'; readonly span: Span }
  | { readonly kind: 'link'; readonly target: string }
  | { readonly kind: 'unusable'; readonly why: string };

/** What the entries before one say of it. Those in the GNU form count more, as in Go, which loads images. */
interface Names {
  gnuPath: string | null;
  gnuLink: string | null;
  pax: ReadonlyMap<string, string>;
}

/**
 * Reads the headers of a tar and skips the bodies. `where` names the archive in messages.
 * Throws `SourceError` TAR_INVALID or ARCHIVE_TRUNCATED.
 */
export async function indexTar(file: FileHandle, size: number, where: string): Promise<TarIndex> {
  const members = new Map<string, Member>();
  const block = Buffer.allocUnsafe(TAR_BLOCK);
  let names = noNames();
  let offset = 0;
  for (let entries = 0; offset < size; entries++) {
    if (entries > LIMITS.archiveEntries.value) throw tooMany(where);
    await readAt(file, block, offset, where);
    const header = named(where, () => parseHeader(block, 0));
    if (header === null) break;
    const span = { offset: offset + TAR_BLOCK, length: named(where, () => sizeOf(header, names)) };
    if (span.offset + paddedSize(span.length) > size) throw truncated(where);
    if (isExtension(header.type)) {
      names = await readExtension(file, header, { span, names, where });
    } else {
      refuseAmbiguous(block, header, { names, where });
      add(members, pathOf(block, names), member(block, header, span, names));
      names = noNames();
    }
    offset = span.offset + paddedSize(span.length);
  }
  return { find: (path) => find(members, path, where) };
}

/** Reads exactly `buffer.length` bytes. Throws `SourceError` ARCHIVE_TRUNCATED. */
export async function readAt(file: FileHandle, buffer: Buffer, offset: number, where: string): Promise<void> {
  let at = 0;
  while (at < buffer.length) {
    const { bytesRead } = await file.read(buffer, at, buffer.length - at, offset + at);
    if (bytesRead === 0) throw truncated(where);
    at += bytesRead;
  }
}

/** The parser does not know which archive it reads. */
function named<T>(where: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const { code, message, hint } = error;
    throw new SourceError(code, `${where}: ${message}`, { cause: error, ...(hint === null ? {} : { hint }) });
  }
}

function isExtension(type: number): boolean {
  return (
    type === TAR_TYPE.pax ||
    type === TAR_TYPE.paxGlobal ||
    type === TAR_TYPE.gnuLongName ||
    type === TAR_TYPE.gnuLongLink
  );
}

async function readExtension(
  file: FileHandle,
  header: TarHeader,
  { span, names, where }: { span: Span; names: Names; where: string },
): Promise<Names> {
  if (span.length > LIMITS.paxBytes.value) {
    throw new SourceError('TAR_INVALID', `${where}: a name or extended header has ${span.length} bytes`);
  }
  // Global headers hold comments; what was said before one is forgotten, as in Go.
  if (header.type === TAR_TYPE.paxGlobal) return noNames();
  const bytes = Buffer.alloc(span.length);
  await readAt(file, bytes, span.offset, where);
  if (header.type === TAR_TYPE.gnuLongName) return { ...names, gnuPath: gnuLongName(bytes) };
  if (header.type === TAR_TYPE.gnuLongLink) return { ...names, gnuLink: gnuLongName(bytes) };
  return { ...names, pax: named(where, () => parsePax(bytes)) };
}

function noNames(): Names {
  return { gnuPath: null, gnuLink: null, pax: new Map() };
}

function sizeOf(header: TarHeader, { pax }: Names): number {
  return hasBody(header.type) && !isExtension(header.type) ? (paxSize(pax) ?? header.size) : header.size;
}

function pathOf(block: Buffer, { gnuPath, pax }: Names): string {
  return posixPath(gnuPath || pax.get('path') || headerName(block, 0));
}

/** What readers of tars understand in different ways, so that another image could be loaded than was examined. */
function refuseAmbiguous(
  block: Buffer,
  header: TarHeader,
  { names, where }: { names: Names; where: string },
): void {
  const hasLongName = names.gnuPath !== null || (names.pax.get('path') ?? '') !== '';
  const isOldest = block[OLD_TYPE] === 0 && hasLongName;
  const isSparse =
    header.type === TAR_TYPE.gnuSparse || [...names.pax.keys()].some((key) => key.startsWith('GNU.sparse.'));
  if (!isOldest && !isSparse) return;
  const why = isSparse ? 'a file is stored as a sparse one' : 'an entry of the oldest form has a long name';
  throw new SourceError('TAR_INVALID', `${where}: ${why}`, {
    hint: 'Give the archive as `docker save` or `skopeo copy` writes it, not packed again.',
  });
}

// Where the type of an entry is in its header.
const OLD_TYPE = 156;

function member(block: Buffer, header: TarHeader, span: Span, names: Names): Member | null {
  const link = names.gnuLink || names.pax.get('linkpath') || headerLink(block, 0);
  switch (header.type) {
    case TAR_TYPE.directory:
      return null;
    case TAR_TYPE.file:
    case TAR_TYPE.contiguous:
      return { kind: 'file', span };
    case TAR_TYPE.hardLink:
      return { kind: 'link', target: posixPath(link) };
    case TAR_TYPE.symlink: {
      const folder = posix.dirname(pathOf(block, names));
      return { kind: 'link', target: posixPath(posix.join('/', folder, link)) };
    }
    default:
      return { kind: 'unusable', why: 'is not a plain file' };
  }
}

function add(members: Map<string, Member>, path: string, member: Member | null): void {
  if (member === null) return;
  // Readers differ in which of two they take, so one that is wanted is refused.
  const isTwice = members.has(path);
  members.set(path, isTwice ? { kind: 'unusable', why: 'is there more than once' } : member);
}

function find(members: ReadonlyMap<string, Member>, path: string, where: string): Span | null {
  let name = posixPath(path);
  for (let depth = 0; depth <= LIMITS.linkDepth.value; depth++) {
    const found = members.get(name);
    if (found === undefined) return null;
    if (found.kind === 'file') return found.span;
    if (found.kind === 'unusable') {
      throw new SourceError('ARCHIVE_INVALID', `${where}: "${plain(name, 200)}" ${found.why}`);
    }
    name = found.target;
  }
  throw new SourceError('ARCHIVE_INVALID', `${where}: the links of "${plain(path, 200)}" do not end`);
}

/** Without leading slash or dots; `..` stops at the root. */
function posixPath(path: string): string {
  return posix.normalize(`/${path}`).slice(1);
}

function truncated(where: string): SourceError {
  return new SourceError('ARCHIVE_TRUNCATED', `${where}: the archive ends in the middle of a file`, {
    hint: 'It was not written or copied whole: save it again.',
  });
}

function tooMany(where: string): SourceError {
  return new SourceError(
    'ARCHIVE_INVALID',
    `${where}: more than ${LIMITS.archiveEntries.value} files, too many for a saved image`,
    { hint: 'Give the output of `docker save`, not a tar of a file system.' },
  );
}
