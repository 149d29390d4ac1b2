import type { IgnoreScope, IgnoreText } from './comment.ts';
import { idsIn, reasonIn } from './comment.ts';

const COMMENT = /^hadolint[ \t]+(?:(global|stage)[ \t]+)?ignore[ \t]*=(.*)$/u;
/** One bad name makes the whole comment void, and so does text that does not start with `#`. */
const LIST = /^[ \t]*([DLSC0-9]+(?:[ \t]*,[ \t]*[DLSC0-9]+)*)[ \t]*(?:#(.*))?$/u;
const SCOPES: Readonly<Record<string, IgnoreScope>> = { global: 'file', stage: 'stage-below' };

/**
 * `hadolint [global|stage] ignore=DL3006,SC1035 # why`. Without a word before `ignore` it counts for the
 * instruction on the next line only. Source: experiments with hadolint 2.15.
 */
export function readHadolintIgnore(text: string): IgnoreText[] {
  const match = COMMENT.exec(text);
  if (match === null) return [];
  const [, where = '', rest = ''] = match;
  const scope = SCOPES[where] ?? 'line';
  const list = LIST.exec(rest);
  const ids = idsIn(list?.[1] ?? '');
  const problem =
    list === null ? 'hadolint does not read this comment: after the codes only `# …` may follow' : null;
  return [{ tool: 'hadolint', ids, reason: reasonIn(list?.[2] ?? ''), scope, until: null, problem }];
}
