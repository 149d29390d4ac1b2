import type { Heredoc, Problem } from './dockerfile.ts';
import type { Draft } from './instruction.ts';
import { KEYWORDS } from './instruction.ts';
import { lex } from './lex.ts';
import type { Escape, LineReader } from './line-reader.ts';
import { hasLine, newLineReader, readLogicalLine, takeLine } from './line-reader.ts';
import type { Piece } from './source-text.ts';
import { rangeOfOffsets } from './source-text.ts';
import { skipSpace } from './whitespace.ts';

interface HeredocStart {
  readonly name: string;
  readonly expand: boolean;
  readonly chomp: boolean;
}

const MAY_HAVE_HEREDOC = new Set(['ADD', 'COPY', 'RUN']);
const START = /^\d*<<(-?)([^<]*)$/u;
const QUOTES = /['"]/gu;

/** Reads the bodies of an instruction's heredocs from the lines that follow it. */
export function readHeredocs(reader: LineReader, draft: Draft): Heredoc[] {
  const inner = draft.trigger ?? draft;
  if (!MAY_HAVE_HEREDOC.has(inner.keyword) || inner.json !== null || !draft.line.text.includes('<<'))
    return [];
  const heredocs: Heredoc[] = [];
  const from = reader.lines[reader.next] ?? reader.text.length;
  for (const start of heredocStarts(draft.line.text)) {
    if (start.name.includes('$')) reader.problems.push(unsureName(start.name, draft));
    heredocs.push(readBody(reader, start, draft));
  }
  const last = heredocs.at(-1);
  const lines = last === undefined || last.terminator === null ? '' : reader.text.slice(from, last.end);
  if (readsAsInstructions(lines, reader.escape)) reader.problems.push(unsureBody(draft));
  return heredocs;
}

/**
 * Whether a builder that knows no heredocs (Docker before 23, `# syntax=docker/dockerfile:1.3` and before) would take
 * their lines, to the last, for instructions: then it builds something else.
 */
function readsAsInstructions(lines: string, escape: Escape): boolean {
  const reader: LineReader = { ...newLineReader(lines), escape, directivesDone: true };
  let found = false;
  for (let line = readLogicalLine(reader); line !== null; line = readLogicalLine(reader)) {
    const [keyword = ''] = line.text.split(AFTER_KEYWORD, 1);
    if (!KEYWORDS.has(keyword.toUpperCase())) return false;
    found = true;
  }
  return found;
}

const AFTER_KEYWORD = /[\t\v\f\r ]/u;

/** The heredocs a line starts, in order: `<<X` in quotes is none. */
export function heredocStarts(line: string): HeredocStart[] {
  const { words } = lex(line, { escape: '\\', lookup: () => undefined, raw: true, keepUnset: true });
  const starts: HeredocStart[] = [];
  for (const word of words) {
    const start = heredocStart(word);
    if (start !== null) starts.push(start);
  }
  return starts;
}

/** Reads one word, `3<<-"EOF"`; null when it does not start a heredoc. */
export function heredocStart(word: string): HeredocStart | null {
  const match = START.exec(word);
  const dash = match?.[1];
  const rest = match?.[2];
  if (dash === undefined || rest === undefined) return null;
  const label = rest.slice(skipSpace(rest, 0));
  const { words, error } = lex(label, { escape: '\\', lookup: () => undefined, keepUnset: true });
  const name = words[0];
  if (error !== null || name === undefined || words.length > 1) return null;
  const expand = (label.match(QUOTES) ?? []).length === (name.match(QUOTES) ?? []).length;
  return { name, expand, chomp: dash === '-' };
}

function readBody(reader: LineReader, { name, expand, chomp }: HeredocStart, draft: Draft): Heredoc {
  const { text, lines } = reader;
  const parts: string[] = [];
  const pieces: Piece[] = [];
  let length = 0;
  const from = lines[reader.next] ?? text.length;
  let to = from;
  while (hasLine(reader)) {
    const { start, end, next } = takeLine(reader);
    const content = chomp ? skipTabs(text, start) : start;
    to = end;
    if (text.slice(content, end) === name) {
      const terminator = rangeOfOffsets(lines, content, end);
      const body = { text: parts.join(''), pieces: withFirst(pieces, from), lines };
      return { name, expand, chomp, body, range: rangeOfOffsets(lines, from, end), terminator, end };
    }
    pieces.push({ at: length, offset: content });
    parts.push(text.slice(content, next));
    length += next - content;
  }
  const range = rangeOfOffsets(lines, from, to);
  const message = `the heredoc "${name.slice(0, 40)}" has no end: everything after it is its body`;
  reader.problems.push({ code: 'UNTERMINATED_HEREDOC', message, range: draft.keywordRange, unread: true });
  const body = { text: parts.join(''), pieces: withFirst(pieces, from), lines };
  return { name, expand, chomp, body, range, terminator: null, end: to };
}

function withFirst(pieces: Piece[], offset: number): Piece[] {
  return pieces.length > 0 ? pieces : [{ at: 0, offset }];
}

function skipTabs(text: string, start: number): number {
  let at = start;
  while (text[at] === '\t') at += 1;
  return at;
}

function unsureBody(draft: Draft): Problem {
  const message = 'the heredoc holds nothing but instructions: builders that know no heredocs follow them';
  return { code: 'UNSURE_HEREDOC', message, range: draft.keywordRange, unread: true };
}

function unsureName(name: string, draft: Draft): Problem {
  const message = `the heredoc name "${name.slice(0, 40)}" holds a variable: builders do not agree where it ends`;
  return { code: 'UNSURE_HEREDOC', message, range: draft.keywordRange, unread: true };
}
