import type { IgnoreText } from './comment.ts';

const COMMENT = /^checkov:skip[ \t]*=[ \t]*([\w-]+)(?:[ \t]*:(.*))?$/iu;

/** `checkov:skip=CKV_DOCKER_2:reason`: wherever it stands, it counts for the whole file. */
export function readCheckovIgnore(text: string): IgnoreText[] {
  const match = COMMENT.exec(text);
  if (match === null) return [];
  const [, id = '', reason = ''] = match;
  return [
    {
      tool: 'checkov',
      ids: [id.toUpperCase()],
      reason: reason.trim(),
      scope: 'file',
      until: null,
      problem: null,
    },
  ];
}
