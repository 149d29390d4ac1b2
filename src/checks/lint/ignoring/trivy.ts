import type { IgnoreText } from './comment.ts';

const START = /^trivy:ignore:/iu;
const ITEM = /trivy:ignore:([\w*-]+)(?::exp:(\d{4}-\d\d-\d\d))?/giu;
/** `AVD-DS-0002`, `DS002`, `DS-0002` are one check. */
const OLD_ID = /^(?:AVD-)?DS-?0*(\d{1,4})$/u;

/** `trivy:ignore:DS-0002[:exp:2026-03-10]`, several in one comment: for the instruction below. */
export function readTrivyIgnore(text: string): IgnoreText[] {
  if (!START.test(text)) return [];
  return Array.from(text.matchAll(ITEM), ([, id = '', until = null]) => ({
    tool: 'trivy',
    ids: [idOf(id.toUpperCase())],
    reason: '',
    scope: 'instruction',
    until,
    problem: null,
  }));
}

function idOf(id: string): string {
  const number = OLD_ID.exec(id)?.[1];
  return number === undefined ? id : `DS-${number.padStart(4, '0')}`;
}
