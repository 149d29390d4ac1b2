import type { Dockerfile } from '../../../dockerfile/dockerfile.ts';
import type { Finding } from '../../../model/finding.ts';
import type { RuleMetadata } from '../../../model/rule.ts';
import { plain } from '../../../util/escape.ts';
import type { FindingMaker } from '../findings.ts';
import { IGNORE_RULE } from '../rules/ignore.ts';
import { PARSE_RULE } from '../rules/parse.ts';
import { ALL_BUILDKIT, BUILDKIT_CHECKS, isUnknownPeerCode } from './peer-codes.ts';
import type { PlacedIgnore } from './place.ts';
import { placedIgnores } from './place.ts';

export interface IgnoreInput {
  readonly dockerfile: Dockerfile;
  readonly findings: readonly Finding[];
  readonly toFinding: FindingMaker;
  /** Every rule that there is. */
  readonly rules: readonly RuleMetadata[];
  /** Ids of the rules that ran. */
  readonly active: ReadonlySet<string>;
  /** Whether a peer's comment that suppresses nothing is reported too: the peer may need it. */
  readonly peersUnused: boolean;
  readonly now: Date;
}

const SHELLCHECK_CODE = /^SC\d{4}$/u;
/** Findings that no comment can suppress. */
const NOT_IGNORED: ReadonlySet<string> = new Set([PARSE_RULE.id, IGNORE_RULE.id]);

/**
 * Marks findings as suppressed where a comment of ours or of a peer says so, and reports comments that do
 * nothing: unknown rules, no reason, expired, nothing there to suppress.
 */
export function applyIgnores(input: IgnoreInput): Finding[] {
  const { dockerfile, findings, toFinding, now } = input;
  const names = new Map<string, string[]>();
  for (const { id, aliases } of input.rules) {
    for (const name of [id, ...aliases].map((text) => text.toUpperCase())) {
      names.set(name, [...(names.get(name) ?? []), id]);
    }
  }
  const today = now.toISOString().slice(0, 10);
  const problems: Finding[] = [];
  const valid: PlacedIgnore[] = [];
  for (const ignore of placedIgnores(dockerfile)) {
    const problem = problemOf(ignore, names, today);
    if (problem === null) valid.push(ignore);
    else
      problems.push(
        report(ignore, `${problem}: it does nothing.`, ignore.tool === 'image-gate' ? 'low' : 'info'),
      );
    if (ignore.tool === 'image-gate' || problem !== null) continue;
    for (const id of ignore.ids.filter((code) => isUnknownPeerCode(code, ignore.tool)))
      problems.push(report(ignore, `There is no ${ignore.tool} check "${plain(id, 40)}".`, 'info'));
  }
  const used = new Set<string>();
  const marked = findings.map((finding) => suppress(finding, valid, used));
  return [...marked, ...problems, ...unused()];

  function report(ignore: PlacedIgnore, message: string, severity: 'low' | 'info'): Finding {
    return toFinding(IGNORE_RULE, { range: ignore.range, message, severity, key: ignore.text });
  }

  /** Only what a rule that ran could have used. */
  function unused(): Finding[] {
    return valid.flatMap((ignore) => {
      if (ignore.tool !== 'image-gate' && !input.peersUnused) return [];
      const idle = ignore.ids.filter(
        (id) =>
          !used.has(useKey(ignore, id)) && names.get(id)?.some((rule) => input.active.has(rule)) === true,
      );
      if (idle.length === 0) return [];
      const message = `Nothing here is reported by ${plain(idle.join(', '), 200)}: the ignore comment can go.`;
      return [report(ignore, message, 'info')];
    });
  }
}

function suppress(finding: Finding, ignores: readonly PlacedIgnore[], used: Set<string>): Finding {
  const line = finding.location.dockerfile?.line;
  if (line === undefined || NOT_IGNORED.has(finding.rule)) return finding;
  const names = new Set([finding.rule, ...finding.aliases].map((name) => name.toUpperCase()));
  if ([...names].some((name) => BUILDKIT_CHECKS.has(name))) names.add(ALL_BUILDKIT);
  let by: PlacedIgnore | null = null;
  for (const ignore of ignores) {
    const { lines, ids } = ignore;
    if (lines === null || line < lines[0] || line > lines[1]) continue;
    const matching = ids.filter((id) => names.has(id) && (id !== ALL_BUILDKIT || ignore.tool === 'buildkit'));
    if (matching.length === 0) continue;
    by ??= ignore;
    for (const id of matching) used.add(useKey(ignore, id));
  }
  if (by === null) return finding;
  const reason = by.reason === '' ? `"# ${by.text.slice(0, 200)}"` : by.reason;
  return { ...finding, suppressed: { by: 'pragma', reason, owner: null, expires: by.until } };
}

function useKey({ range }: PlacedIgnore, id: string): string {
  return `${range.line}:${range.column} ${id}`;
}

function problemOf(
  ignore: PlacedIgnore,
  names: ReadonlyMap<string, readonly string[]>,
  today: string,
): string | null {
  if (ignore.problem !== null) return ignore.problem;
  const unknown =
    ignore.tool === 'image-gate'
      ? ignore.ids.find((id) => !names.has(id) && !SHELLCHECK_CODE.test(id))
      : undefined;
  if (unknown !== undefined) return `There is no rule "${plain(unknown, 40)}" for Dockerfiles`;
  if (ignore.until !== null && ignore.until < today) return `The ignore comment expired on ${ignore.until}`;
  return ignore.lines === null && ignore.tool !== 'buildkit'
    ? `The ignore comment covers no instruction${ignore.tool === 'hadolint' ? ' (hadolint looks at the next line only)' : ''}`
    : null;
}
