import { errorText } from '../../model/errors.ts';
import type { Program } from '../cataloguer.ts';
import type { ScanLimits } from '../limits.ts';
import type { FileRecord } from './facts.ts';
import { memoryBody, openSpill, type ReadAt, type SpilledBody } from './program-body.ts';
import { programFormat } from './program.ts';
import { readProgram, unreadProgram } from './read-program.ts';

export interface TakerOptions {
  readonly limits: Pick<ScanLimits, 'programBytes' | 'programMemoryBytes'>;
  /** Where programs that are too large for the memory are held while they are read. */
  readonly tempFolder: string;
}

/** A program whose body is on its way. */
export interface ProgramEntry {
  readonly path: string;
  readonly format: Program['format'];
  readonly size: number;
  readonly isExecutable: boolean;
  /** Why its body is not its content; null when it is. */
  readonly problem: string | null;
}

/** How the body of a program is wanted, or what is known without it. */
export type Wanted =
  | { readonly kind: 'whole' }
  | { readonly kind: 'parts' }
  | { readonly kind: 'none'; readonly record: FileRecord };

/** Takes the bodies of programs, one after the other, and reads each when it is whole. */
export interface ProgramTaker {
  begin(entry: ProgramEntry): Wanted;
  /** Null when it turns out to be no program. */
  whole(bytes: Uint8Array): FileRecord | null;
  /** Null while there is more to come, and as above. */
  part(bytes: Uint8Array, isLast: boolean): FileRecord | null;
  /** Gives back what a body that was cut short still holds. */
  close(): void;
}

const START = 4096;
const NO_ENTRY: ProgramEntry = { path: '', format: 'elf', size: 0, isExecutable: false, problem: null };

export function createProgramTaker({ limits, tempFolder }: TakerOptions): ProgramTaker {
  let entry = NO_ENTRY;
  let spill: SpilledBody | null = null;
  let failed: string | null = null;

  function finish(read: ReadAt): FileRecord | null {
    const { path, size, isExecutable } = entry;
    const format = programFormat(read(0, START), 0);
    return format === null ? null : readProgram(path, { format, size, isExecutable, read });
  }

  function close(): void {
    spill?.close();
    spill = null;
  }

  function write(bytes: Uint8Array): void {
    if (failed !== null) return;
    try {
      spill ??= openSpill(tempFolder);
      spill.write(bytes);
    } catch (error) {
      failed = `it has ${entry.size} bytes and cannot be held in a temporary file: ${errorText(error)}`;
    }
  }

  return {
    begin(next) {
      entry = next;
      failed = null;
      const { path, size, problem } = entry;
      const over =
        size > limits.programBytes ? `it has ${size} bytes, the limit is ${limits.programBytes}` : null;
      const reason = problem ?? over;
      if (reason !== null) return { kind: 'none', record: unreadProgram(path, reason) };
      return { kind: size > limits.programMemoryBytes ? 'parts' : 'whole' };
    },
    whole: (bytes) => finish(memoryBody(bytes)),
    part(bytes, isLast) {
      write(bytes);
      if (!isLast) return null;
      try {
        if (failed !== null || spill === null) return unreadProgram(entry.path, failed ?? 'it is empty');
        return finish(spill.read);
      } catch (error) {
        return unreadProgram(entry.path, `it cannot be read: ${errorText(error)}`);
      } finally {
        close();
      }
    },
    close,
  };
}
