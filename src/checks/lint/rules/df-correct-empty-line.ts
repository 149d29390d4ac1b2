import type { Edit } from '../../../model/finding.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfCorrectEmptyLine: LintRule = {
  id: 'DF-CORRECT-EMPTY-LINE',
  title: 'An empty line stands inside a continued instruction',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'It does not end the instruction, though it looks so; a future builder will refuse it.',
  fix: 'Remove the empty line, or put a comment there.',
  references: ['https://docs.docker.com/reference/build-checks/no-empty-continuation/'],
  aliases: ['NoEmptyContinuation'],
  check,
};

function* check({ dockerfile }: LintContext): Iterable<Hit> {
  const lines = dockerfile.text.split('\n');
  for (const instruction of dockerfile.instructions) {
    const { range, heredocs } = instruction;
    const last = heredocs[0] === undefined ? range.endLine : heredocs[0].range.line - 1;
    const empty: number[] = [];
    for (let line = range.line + 1; line < last; line += 1) if (isEmpty(lines[line - 1])) empty.push(line);
    const first = empty[0];
    if (first === undefined) continue;
    yield {
      kind: 'hit',
      instruction,
      range: { line: first, column: 1, endLine: first, endColumn: (lines[first - 1] ?? '').length + 1 },
      message: 'An empty line stands inside a continued instruction. Remove it.',
      fix: { description: 'Remove the empty lines', edits: removed(empty) },
    };
  }
}

function isEmpty(line: string | undefined): boolean {
  return line?.trim() === '';
}

/** Lines that follow each other are one edit. */
function removed(lines: readonly number[]): Edit[] {
  const edits: Edit[] = [];
  for (const line of lines) {
    const before = edits.at(-1);
    const start = before?.range.endLine === line ? edits.pop()?.range.line : undefined;
    edits.push({ range: { line: start ?? line, column: 1, endLine: line + 1, endColumn: 1 }, text: '' });
  }
  return edits;
}
