import type { Word } from '../../../dockerfile/dockerfile.ts';
import { rangeIn } from '../../../dockerfile/source-text.ts';
import { plain } from '../../../util/escape.ts';
import type { Fix, Hit, LintContext, LintRule } from '../rule.ts';

export const dfCorrectCopySlash: LintRule = {
  id: 'DF-CORRECT-COPY-SLASH',
  title: 'COPY of several sources to something that is not written as a folder',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'Several files only fit into a folder; without the slash at the end a builder may refuse it, and a reader takes it for a file.',
  fix: 'End the destination with a slash: `COPY a b /app/`.',
  references: ['https://docs.docker.com/reference/dockerfile/#copy'],
  aliases: ['DL3021', 'DS-0011'],
  check,
};

/** Folders whatever is there: a matter of taste. */
const DOTS = /(?:^|\/)\.{1,2}$/u;

function* check({ dockerfile, resolve }: LintContext): Iterable<Hit> {
  for (const instruction of dockerfile.instructions) {
    const { keyword, words } = instruction;
    const destination = words.at(-1);
    if (keyword !== 'COPY' || words.length < 3 || destination === undefined) continue;
    const path = resolve(destination.text, instruction).text ?? destination.value;
    if (path.endsWith('/') || path.endsWith('\\')) continue;
    const message = `COPY has several sources, so "${plain(path, 100)}" must be a folder. End it with a slash.`;
    const severity = DOTS.test(path) ? 'info' : 'low';
    const hit = { kind: 'hit', instruction, range: destination.range, message, severity } as const;
    const fix = slashAtEnd(destination);
    yield fix === null ? hit : { ...hit, fix };
  }
}

/** An empty variable would make it the root folder. */
function slashAtEnd({ text, source }: Word): Fix | null {
  if (text.includes('$')) return null;
  const isQuoted = /["']$/u.test(text);
  const at = text.length - (isQuoted ? 1 : 0);
  const { endLine, endColumn } = rangeIn(source, 0, at);
  const range = { line: endLine, column: endColumn, endLine, endColumn };
  return { description: 'End the destination with a slash', edits: [{ range, text: '/' }] };
}
