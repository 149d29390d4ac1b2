/** Whose comment it is. */
export type IgnoreTool = 'image-gate' | 'hadolint' | 'buildkit' | 'checkov' | 'trivy';

/**
 * What a comment covers. `instruction`: the one that it stands in, or the next one. `line`: the instruction that
 * starts on the next line. `stage`: the stage of that instruction. `stage-below`: the stage whose FROM is on the
 * next line. `file`: everything.
 */
export type IgnoreScope = 'instruction' | 'line' | 'stage' | 'stage-below' | 'file';

/** What an ignore comment says. */
export interface IgnoreText {
  readonly tool: IgnoreTool;
  /** Ids of rules, or a peer's codes, upper case. */
  readonly ids: readonly string[];
  /** Empty when none is given. */
  readonly reason: string;
  readonly scope: IgnoreScope;
  /** The last day on which it counts, `2026-03-10`; null: always. */
  readonly until: string | null;
  /** Why it does nothing, without full stop; null when it does something. */
  readonly problem: string | null;
}

const LEADING = /^[\s#:]+/u;

/** `# why`, `: why` → `why`. */
export function reasonIn(text: string): string {
  return text.replace(LEADING, '').trim();
}

/** `a, B` → `A`, `B`. */
export function idsIn(list: string): string[] {
  return list
    .split(',')
    .map((id) => id.trim().toUpperCase())
    .filter((id) => id !== '');
}
