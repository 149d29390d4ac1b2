import { SourceError } from '../../model/errors.ts';
import { headerLink, TAR_BLOCK, TAR_TYPE } from '../../util/tar.ts';
import { createClassifier, type FileClass } from '../classify.ts';
import type { ScanLimits } from '../limits.ts';
import { NOTABLE_BYTES } from '../notable.ts';
import { createHashList, hashPath, hashText, type HashSeed } from '../path-hash.ts';
import { createAliases } from './aliases.ts';
import type { FileRecord, LayerFacts, LinkFact } from './facts.ts';
import { joinHardLinks } from './hard-links.ts';
import type { Alias } from './job.ts';
import { createEntryPath, normalPath } from './path.ts';
import { createProgramTaker } from './program-taker.ts';
import { PROGRAM_LEAST, programFormat } from './program.ts';
import { problemOf, readFile, storedOddly } from './read-file.ts';
import type { TarVisitor, WalkedEntry } from './tar-walk.ts';
import { readWhiteout } from './whiteout.ts';

export interface VisitOptions {
  readonly seed: HashSeed;
  readonly limits: ScanLimits;
  readonly only: readonly Alias[] | null;
  readonly tempFolder: string;
}

export interface LayerVisit {
  readonly visitor: TarVisitor;
  facts(): Omit<LayerFacts, 'entries' | 'bytes'>;
  /** Call when the walk is over, however it ended. */
  close(): void;
}

/** The file whose body is on its way; null when it is a program. */
interface Pending {
  readonly path: string;
  readonly what: FileClass;
}

const EXECUTABLE = 0o111;
const LINUX_PATH_MAX = 4096;

/** Looks at every entry of a layer and keeps what matters. Knows nothing of other layers. */
export function createLayerVisit(options: VisitOptions): LayerVisit {
  const { seed, limits } = options;
  const classifier = createClassifier();
  const path = createEntryPath(limits.pathBytes);
  const aliases = options.only === null ? null : createAliases(options.only);
  const records = new Map<string, FileRecord>();
  const links = new Map<string, string>();
  const hardLinks = new Map<string, string>();
  /** Hard links to files that nobody asked for, as far as is known: they may be in a layer below. */
  const otherLinks = new Map<string, string>();
  const whiteouts: string[] = [];
  const opaques: string[] = [];
  const unknowns: { place: string; reason: string }[] = [];
  const files = createHashList();
  const folders = createHashList();
  const programs = createProgramTaker(options);
  /** Hashes of the paths of programs: what comes later in the layer may replace them. */
  const programPaths = new Set<number>();
  let pending: Pending | null = null;

  /** Linux could not open it, and its many folders would only fill the memory. */
  function isTooLong(): boolean {
    if (path.length() <= LINUX_PATH_MAX) return false;
    unknowns.push({ place: `${path.text().slice(0, 200)}…`, reason: 'its path is longer than Linux allows' });
    if (unknowns.length > limits.links) throw tooMany('paths that Linux does not allow', limits.links);
    return true;
  }

  function keep(record: FileRecord): void {
    links.delete(record.path);
    hardLinks.delete(record.path);
    records.delete(record.path);
    records.set(record.path, record);
    if (records.size > limits.records) throw tooMany('package files', limits.records);
  }

  function whiteout(): void {
    const text = path.text();
    const read = readWhiteout(text);
    if (read.kind === 'whiteout') whiteouts.push(read.path);
    else if (read.kind === 'opaque') opaques.push(read.path);
    else if (read.kind === 'bad') unknowns.push({ place: text, reason: 'not a sound whiteout' });
    if (whiteouts.length + opaques.length + unknowns.length > limits.links)
      throw tooMany('whiteouts', limits.links);
  }

  function link(entry: WalkedEntry): void {
    if (isTooLong()) return;
    const target = entry.longLink ?? headerLink(entry.block, entry.offset);
    const text = path.text();
    records.delete(text);
    if (entry.type === TAR_TYPE.symlink) links.set(text, target);
    else hardLink(text, normalPath(target));
    if (links.size + hardLinks.size + otherLinks.size > limits.links) throw tooMany('links', limits.links);
  }

  function hardLink(text: string, target: string): void {
    const first = hardLinks.get(target) ?? target;
    if (isClassified()) {
      hardLinks.set(text, target);
    } else if (records.get(first)?.kind === 'program') {
      hardLinks.set(text, first);
      programPaths.add(hashPath(path.bytes, path.length(), seed));
    } else {
      otherLinks.set(text, target);
    }
  }

  /** What is linked from a layer below may be a program. Nothing that makes layers writes such links. */
  function linksBelow(): readonly LinkFact[] {
    if (otherLinks.size === 0) return [];
    const here = new Set(files.take());
    return toFacts(otherLinks).filter(({ target }) => !here.has(hashText(target, seed)));
  }

  /** A program is told by its content, so that another file at its path would leave it standing. */
  function forgetProgram(hash: number): void {
    if (!programPaths.delete(hash)) return;
    records.delete(path.text());
    hardLinks.delete(path.text());
  }

  function isClassified(): boolean {
    return (
      classifier.mayMatter(path.bytes, path.length(), path.base()) &&
      classifier.classify(path.text()) !== null
    );
  }

  function what(): FileClass | null {
    if (aliases !== null) {
      const as = aliases(path.text());
      return as === null ? null : classifier.classify(as);
    }
    if (!classifier.mayMatter(path.bytes, path.length(), path.base())) return null;
    return classifier.classify(path.text());
  }

  /** Returns how much of the body is wanted. */
  function file(entry: WalkedEntry): number {
    const found = what();
    if (found !== null) return isTooLong() ? 0 : wantFile(entry, found);
    return aliases === null || aliases(path.text()) !== null ? program(entry) : 0;
  }

  function program(entry: WalkedEntry): number {
    if (entry.size < PROGRAM_LEAST) return 0;
    const format = programFormat(entry.block, entry.offset + TAR_BLOCK);
    if (format === null || isTooLong()) return 0;
    const isExecutable = (entry.mode & EXECUTABLE) !== 0;
    const { size } = entry;
    const wanted = programs.begin({
      path: path.text(),
      format,
      size,
      isExecutable,
      problem: storedOddly(entry),
    });
    programPaths.add(hashPath(path.bytes, path.length(), seed));
    if (wanted.kind === 'none') {
      keep(wanted.record);
      return 0;
    }
    entry.inParts = wanted.kind === 'parts';
    return size;
  }

  function wantFile(entry: WalkedEntry, found: FileClass): number {
    const text = path.text();
    if (found.kind === 'unread' && entry.size > NOTABLE_BYTES) {
      keep({ path: text, kind: 'unread', format: found.format.id, digests: null });
      return 0;
    }
    const problem = problemOf(entry, found);
    if (problem !== null) {
      keep({ path: text, kind: 'problem', reason: problem });
      return 0;
    }
    pending = { path: text, what: found };
    if (entry.size === 0) finish(Buffer.alloc(0));
    return entry.size;
  }

  function finish(bytes: Uint8Array): void {
    const current = pending;
    pending = null;
    if (current !== null) keep(readFile(current.path, current.what, bytes));
    else keepProgram(programs.whole(bytes));
  }

  function keepProgram(record: FileRecord | null): void {
    if (record !== null) keep(record);
  }

  return {
    visitor: {
      entry(entry) {
        path.set(entry);
        if (path.length() === 0) return 0;
        if (entry.type === TAR_TYPE.directory) {
          const hash = hashPath(path.bytes, path.length(), seed);
          folders.add(hash);
          forgetProgram(hash);
          return 0;
        }
        if (isWhiteout(path.bytes, path.base(), path.length())) {
          if (aliases === null) whiteout();
          return 0;
        }
        const hash = hashPath(path.bytes, path.length(), seed);
        files.add(hash);
        forgetProgram(hash);
        if (entry.type === TAR_TYPE.symlink || entry.type === TAR_TYPE.hardLink) {
          if (aliases === null) link(entry);
          else if (entry.type === TAR_TYPE.hardLink && what() !== null) keep(linkBehindLink(path.text()));
          return 0;
        }
        return isDevice(entry.type) ? 0 : file(entry);
      },
      body: finish,
      part(bytes, isLast) {
        keepProgram(programs.part(bytes, isLast));
      },
    },
    facts() {
      return {
        records: [...records.values(), ...joinHardLinks(records, hardLinks)],
        links: toFacts(links),
        hardLinks: [...toFacts(hardLinks), ...linksBelow()],
        whiteouts,
        opaques,
        files: files.take(),
        folders: folders.take(),
        unknowns,
      };
    },
    close() {
      programs.close();
    },
  };
}

function linkBehindLink(path: string): FileRecord {
  return {
    path,
    kind: 'problem',
    reason: 'it is a hard link that another link leads to, which is not followed',
  };
}

function isWhiteout(bytes: Uint8Array, base: number, length: number): boolean {
  return (
    length - base >= 4 &&
    bytes[base] === 0x2e &&
    bytes[base + 1] === 0x77 &&
    bytes[base + 2] === 0x68 &&
    bytes[base + 3] === 0x2e
  );
}

function isDevice(type: number): boolean {
  return type === TAR_TYPE.characterDevice || type === TAR_TYPE.blockDevice || type === TAR_TYPE.fifo;
}

function toFacts(links: ReadonlyMap<string, string>): LinkFact[] {
  return [...links].map(([path, target]) => ({ path, target }));
}

function tooMany(what: string, limit: number): SourceError {
  return new SourceError('LAYER_TOO_LARGE', `it has more than ${limit} ${what}`, {
    hint: 'No real image comes near this limit (docs/limits.md): do not use the image.',
  });
}
