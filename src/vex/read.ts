import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { InputError, errorText } from '../model/errors.ts';
import { LIMITS } from '../util/limits.ts';
import { readCycloneDxVex } from './cyclonedx.ts';
import { readOpenVex } from './openvex.ts';
import type { VexStatement } from './statement.ts';

/**
 * The statements of VEX documents, in the order of the files. Throws an InputError `VEX_UNREADABLE` or `VEX_INVALID`:
 * a document that cannot be read must not look like one that says nothing.
 */
export async function readVexFiles(files: readonly string[], cwd: string): Promise<readonly VexStatement[]> {
  const statements: VexStatement[] = [];
  for (const file of files) statements.push(...readVex(await textOf(file, cwd), file));
  return statements;
}

/** The statements of one document; `file` names it in messages and as their source. Throws InputError `VEX_INVALID`. */
export function readVex(text: string, file: string): readonly VexStatement[] {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    throw new InputError('VEX_INVALID', `${file} is no VEX document: it is not JSON`, {
      hint: 'OpenVEX and CycloneDX documents are read, as JSON.',
      cause,
    });
  }
  const isCycloneDx =
    typeof document === 'object' && document !== null && Object.hasOwn(document, 'bomFormat');
  return isCycloneDx ? readCycloneDxVex(document, file) : readOpenVex(text, file);
}

async function textOf(file: string, cwd: string): Promise<string> {
  const limit = LIMITS.vexBytes.value;
  try {
    const name = path.resolve(cwd, file);
    const { size } = await stat(name);
    if (size <= limit) return await readFile(name, 'utf8');
  } catch (cause) {
    throw unreadable(file, errorText(cause), cause);
  }
  throw unreadable(file, `it has more than ${limit} bytes`);
}

function unreadable(file: string, reason: string, cause?: unknown): InputError {
  return new InputError('VEX_UNREADABLE', `${file} cannot be read: ${reason}`, {
    hint: 'Name a VEX document, relative to the working directory.',
    cause,
  });
}
