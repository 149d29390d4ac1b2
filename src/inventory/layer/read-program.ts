import { createHash } from 'node:crypto';
import { errorText } from '../../model/errors.ts';
import type { Program, ProgramCataloguer, Reading } from '../cataloguer.ts';
import { PROGRAM_CATALOGUERS } from '../cataloguers/index.ts';
import { readProgramFacts } from '../program/facts.ts';
import type { FileDigests, FileRecord } from './facts.ts';
import { isGoProgram, isProgram } from './program.ts';
import { withFewReasons } from './read-file.ts';

/** Bytes; of a larger program in which nothing is recognised only a change in a later layer is seen. */
const DIGESTED = 32 * 1024 * 1024;
/** Bytes that are digested at once. */
const CHUNK = 1024 * 1024;

/** What a program says of itself, and what is recognised in it. What is wrong with it is in the record. */
export function readProgram(
  path: string,
  program: Program,
  cataloguers: readonly ProgramCataloguer[] = PROGRAM_CATALOGUERS,
): FileRecord {
  const found: Found = { readings: [], problem: null };
  const facts = attempt(found, () => readProgramFacts(program));
  if (typeof facts === 'string') found.problem ??= facts;
  for (const cataloguer of cataloguers) {
    const reading = attempt(found, () => cataloguer.readProgram(program, path));
    if (reading !== null) found.readings.push(withFewReasons(reading));
  }
  const isRecognised = found.readings.length > 0;
  const isUnreadGo = !isRecognised && attempt(found, () => isGoProgram(program)) === true;
  const known = typeof facts === 'string' ? null : facts;
  const isAsked = isRecognised || (isProgram(path, known) && program.size <= DIGESTED);
  const digests = isAsked ? attempt(found, () => digestsOf(program)) : null;
  return {
    path,
    kind: 'program',
    facts: known,
    readings: found.readings,
    problem: found.problem,
    isUnreadGo,
    digests,
  };
}

/** A program that is there and that nobody looked into. */
export function unreadProgram(path: string, problem: string): FileRecord {
  return { path, kind: 'program', facts: null, readings: [], problem, isUnreadGo: false, digests: null };
}

interface Found {
  readonly readings: Reading[];
  problem: string | null;
}

/** Headers that lie in a way that nobody foresaw must not end the run: they make this program an unknown. */
function attempt<T>(found: Found, work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    found.problem ??= `it cannot be read: ${errorText(error)}`;
    return null;
  }
}

function digestsOf(program: Program): FileDigests {
  const [md5, sha1, sha256] = [createHash('md5'), createHash('sha1'), createHash('sha256')];
  for (let at = 0; at < program.size; at += CHUNK) {
    const bytes = program.read(at, CHUNK);
    for (const hash of [md5, sha1, sha256]) hash.update(bytes);
  }
  return { md5: md5.digest('hex'), sha1: sha1.digest('hex'), sha256: sha256.digest('hex') };
}
