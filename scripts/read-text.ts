import { readFileSync } from 'node:fs';

/** The text of a file that a script may be about to write; null when it is not there. */
export function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
