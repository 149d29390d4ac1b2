import { newLintContext } from '../../src/checks/lint/context.ts';
import type { Edit, LintRule } from '../../src/checks/lint/rule.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';

/** A Dockerfile after the fixes of one rule. */
export function fixedBy(rule: LintRule, text: string): string {
  const context = newLintContext(parseDockerfile(text, 'Dockerfile'), { target: null, buildArgs: new Map() });
  const edits = Array.from(rule.check(context)).flatMap((result) =>
    result.kind === 'hit' ? (result.fix?.edits ?? []) : [],
  );
  return edits.toReversed().reduce(applied, text);
}

function applied(text: string, { range, text: written }: Edit): string {
  return (
    text.slice(0, offset(text, range.line, range.column)) +
    written +
    text.slice(offset(text, range.endLine, range.endColumn))
  );
}

function offset(text: string, line: number, column: number): number {
  const before = text.split('\n').slice(0, line - 1);
  return before.reduce((sum, item) => sum + item.length + 1, 0) + column - 1;
}
