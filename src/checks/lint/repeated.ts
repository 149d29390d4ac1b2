import type { Dockerfile, Instruction } from '../../dockerfile/dockerfile.ts';

/** The instructions of that keyword that come after another one in the same stage. */
export function repeated({ stages }: Dockerfile, keyword: string): Instruction[] {
  return stages.flatMap(({ instructions }) =>
    instructions.filter((instruction) => instruction.keyword === keyword).slice(1),
  );
}
