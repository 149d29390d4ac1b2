import type { IgnoreText } from './comment.ts';
import { idsIn, reasonIn } from './comment.ts';

const COMMENT =
  /^image-gate[ \t]+(?:(global|stage)[ \t]+)?ignore[ \t]*=[ \t]*([\w-]*(?:[ \t]*,[ \t]*[\w-]+)*)(.*)$/iu;

/** `image-gate [global|stage] ignore=<id>[,<id>] <reason>`: the reason is required. */
export function readOwnIgnore(text: string): IgnoreText[] {
  const match = COMMENT.exec(text);
  if (match === null) return [];
  const [, where, list = '', rest = ''] = match;
  const scope = where === undefined ? 'instruction' : where.toLowerCase() === 'stage' ? 'stage' : 'file';
  const [ids, reason] = [idsIn(list), reasonIn(rest)];
  const problem =
    ids.length === 0
      ? 'The ignore comment names no rule'
      : reason === ''
        ? 'The ignore comment gives no reason'
        : null;
  return [{ tool: 'image-gate', ids, reason, scope, until: null, problem }];
}
