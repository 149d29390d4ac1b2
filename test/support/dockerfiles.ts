import type { Dockerfile, Instruction } from '../../src/dockerfile/dockerfile.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import type { TextRange } from '../../src/model/finding.ts';

/** Lines as a Dockerfile at `Dockerfile`. */
export function aDockerfile(...lines: readonly string[]): Dockerfile {
  return parseDockerfile(lines.join('\n'), 'Dockerfile');
}

/** The text of a range, to read in a test what it points at. */
export function textAt(text: string, { line, column, endLine, endColumn }: TextRange): string {
  const lines = text.split('\n');
  const taken = lines.slice(line - 1, endLine);
  const last = taken.length - 1;
  taken[last] = (taken[last] ?? '').slice(0, endColumn - 1);
  taken[0] = (taken[0] ?? '').slice(column - 1);
  return taken.join('\n');
}

/** The only instruction of that keyword. */
export function theInstruction(dockerfile: Dockerfile, keyword: string): Instruction {
  const found = dockerfile.instructions.filter((instruction) => instruction.keyword === keyword);
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`${found.length} instructions are ${keyword}`);
  return first;
}
