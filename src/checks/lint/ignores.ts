import type { Comment, Directive, Dockerfile, Instruction } from '../../dockerfile/dockerfile.ts';
import type { Finding } from '../../model/finding.ts';
import type { FindingMaker } from './findings.ts';
import { LINT_RULES } from './rules/index.ts';
import { IGNORE_RULE } from './rules/ignore.ts';

export interface IgnoreInput {
  readonly dockerfile: Dockerfile;
  readonly findings: readonly Finding[];
  readonly toFinding: FindingMaker;
}

interface Ignore {
  readonly comment: Comment;
  readonly ids: readonly string[];
  readonly reason: string;
  /** Null: the whole file. */
  readonly instruction: Instruction | null;
  /** Ours must name rules that exist; a peer's comment may name its own. */
  readonly own: boolean;
}

const OWN = /^image-gate[ \t]+(global[ \t]+)?ignore[ \t]*=[ \t]*([\w,-]*)(.*)$/iu;
const HADOLINT = /^hadolint[ \t]+(global[ \t]+)?ignore[ \t]*=[ \t]*([\w,-]*)(.*)$/iu;
const CHECK = /^check[ \t]*=[ \t]*skip[ \t]*=[ \t]*([\w,-]*)(.*)$/iu;
const SKIP = /(?:^|;)[ \t]*skip[ \t]*=[ \t]*([\w,-]*)/iu;
const LEADING = /^[\s#:]+/u;

/**
 * Marks findings as suppressed where a comment says so, for the instruction below the comment (or the one it
 * stands in) or, with `global`, for the file. Syntax problems cannot be ignored. An ignore of our own that
 * names no known rule, or gives no reason, does nothing and is reported.
 */
export function applyIgnores({ dockerfile, findings, toFinding }: IgnoreInput): { findings: Finding[] } {
  const ignores = [
    ...dockerfile.directives.map(readDirective),
    ...dockerfile.comments.map((comment) => readIgnore(dockerfile, comment)),
  ].filter((item) => item !== null);
  const known = new Set(LINT_RULES.map(({ id }) => id));
  const problems: Finding[] = [];
  const valid: Ignore[] = [];
  for (const ignore of ignores) {
    const unknown = ignore.own ? ignore.ids.filter((id) => !known.has(id)) : [];
    const message = ignoreProblem(ignore, unknown);
    if (message === null) valid.push(ignore);
    else
      problems.push(
        toFinding(IGNORE_RULE, { range: ignore.comment.range, message, key: ignore.comment.text }),
      );
  }
  const byInstruction = Map.groupBy(valid, ({ instruction }) => instruction);
  const marked = findings.map((finding) => {
    const line = finding.location.dockerfile?.line ?? 0;
    const here = byInstruction.get(instructionFrom(dockerfile, line)) ?? [];
    return suppress(finding, [...here, ...(byInstruction.get(null) ?? [])]);
  });
  return { findings: [...marked, ...problems] };
}

function suppress(finding: Finding, ignores: readonly Ignore[]): Finding {
  if (ignores.length === 0 || !LINT_RULES.some(({ id }) => id === finding.rule)) return finding;
  const names = new Set([finding.rule, ...finding.aliases].map((name) => name.toUpperCase()));
  for (const { ids, reason, comment } of ignores) {
    if (!ids.some((id) => names.has(id))) continue;
    const text = reason === '' ? `"# ${comment.text.slice(0, 200)}"` : reason;
    return { ...finding, suppressed: { by: 'pragma', reason: text, owner: null, expires: null } };
  }
  return finding;
}

function ignoreProblem({ own, ids, reason }: Ignore, unknown: readonly string[]): string | null {
  if (!own) return null;
  if (ids.length === 0) return 'The ignore comment names no rule: it does nothing.';
  const first = unknown[0];
  if (first !== undefined)
    return `There is no rule "${first.slice(0, 40)}": the ignore comment does nothing.`;
  return reason === ''
    ? 'The ignore comment gives no reason: it does nothing. Write why after the rule.'
    : null;
}

function readIgnore(dockerfile: Dockerfile, comment: Comment): Ignore | null {
  const own = OWN.exec(comment.text);
  const peer = own === null ? HADOLINT.exec(comment.text) : null;
  const [, global, list = '', rest = ''] = own ?? peer ?? [];
  if (own !== null || peer !== null) {
    const instruction = global === undefined ? instructionFrom(dockerfile, comment.range.line) : null;
    if (global === undefined && instruction === null) return null;
    return {
      comment,
      ids: idsOf(list),
      reason: rest.replace(LEADING, '').trim(),
      instruction,
      own: own !== null,
    };
  }
  const check = CHECK.exec(comment.text);
  const instruction = check === null ? null : instructionFrom(dockerfile, comment.range.line);
  if (check === null || instruction === null) return null;
  return { comment, ids: idsOf(check[1] ?? ''), reason: '', instruction, own: false };
}

/** `# check=skip=A,B;error=true` at the top is for the whole file. */
function readDirective({ name, value, range }: Directive): Ignore | null {
  const skip = name === 'check' ? SKIP.exec(value) : null;
  if (skip === null) return null;
  const comment = { text: `${name}=${value}`, range };
  return { comment, ids: idsOf(skip[1] ?? ''), reason: '', instruction: null, own: false };
}

function idsOf(list: string): string[] {
  return list
    .split(',')
    .map((id) => id.trim().toUpperCase())
    .filter((id) => id !== '');
}

/** The instruction that the line is in, or the next one. */
function instructionFrom({ instructions }: Dockerfile, line: number): Instruction | null {
  let low = 0;
  let high = instructions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instructions[middle]?.range.endLine ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return instructions[low] ?? null;
}
