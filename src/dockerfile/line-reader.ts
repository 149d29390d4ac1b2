import type { Comment, Directive, Problem } from './dockerfile.ts';
import type { Piece, SourceText } from './source-text.ts';
import { lineStarts, rangeOfOffsets } from './source-text.ts';
import { skipSpace, trimmedEnd } from './whitespace.ts';

export type Escape = '\\' | '`';

/** Walks over the lines of a Dockerfile and joins continued ones. */
export interface LineReader {
  readonly text: string;
  readonly lines: readonly number[];
  readonly directives: Directive[];
  readonly comments: Comment[];
  readonly problems: Problem[];
  escape: Escape;
  /** Index of the next line. */
  next: number;
  directivesDone: boolean;
}

const DIRECTIVE_NAME = /^[a-zA-Z][a-zA-Z0-9]*$/u;
/** White space before or after the name of a directive that is none to every builder. */
const OTHER_SPACE = /[^\t\f\r\x20-\x7e]/u;
const DIRECTIVES: readonly string[] = ['syntax', 'escape', 'check'];

export function newLineReader(text: string): LineReader {
  const lines = lineStarts(text);
  // Editors do not show a byte order mark: the first character after it is column 1.
  if (text.startsWith('\uFEFF')) lines[0] = 1;
  return {
    text,
    lines,
    directives: [],
    comments: [],
    problems: [],
    escape: '\\',
    next: 0,
    directivesDone: false,
  };
}

/**
 * The next instruction's line with its continuations joined, comments and empty lines taken out; null at the
 * end of the file. The line has no white space at its start.
 */
export function readLogicalLine(reader: LineReader): SourceText | null {
  while (hasLine(reader)) {
    const { start, end } = takeLine(reader);
    const first = skipSpaceTo(reader.text, start, end);
    if (isCommentOrDirective(reader, first, end)) continue;
    const continued = continuationStart(reader, first, end);
    if (continued === null && first === end) continue;
    return joinLines(reader, first, continued ?? end, continued !== null);
  }
  return null;
}

/** Start and end of the next line as it is, without its line end. */
export function takeLine(reader: LineReader): { start: number; end: number; next: number } {
  const { text, lines, next } = reader;
  const start = lines[next] ?? text.length;
  const after = lines[next + 1] ?? text.length;
  let end = after;
  while (end > start && (text[end - 1] === '\n' || text[end - 1] === '\r')) end -= 1;
  reader.next += 1;
  return { start, end, next: after };
}

export function hasLine(reader: LineReader): boolean {
  const start = reader.lines[reader.next];
  return start !== undefined && start < reader.text.length;
}

function joinLines(reader: LineReader, start: number, end: number, isContinued: boolean): SourceText {
  const { text, lines } = reader;
  const parts = [text.slice(start, end)];
  const pieces: Piece[] = [{ at: 0, offset: start }];
  let length = end - start;
  let open = isContinued;
  while (open && hasLine(reader)) {
    const line = takeLine(reader);
    const first = skipSpaceTo(text, line.start, line.end);
    if (text[first] === '#' && first < line.end) {
      addComment(reader, first, line.end);
      continue;
    }
    if (first === line.end) continue;
    const continued = continuationStart(reader, line.start, line.end);
    const part = text.slice(line.start, continued ?? line.end);
    if (part !== '') pieces.push({ at: length, offset: line.start });
    parts.push(part);
    length += part.length;
    open = continued !== null;
  }
  return { text: parts.join(''), pieces, lines };
}

/** Where the escape stands that continues the line: last but for blanks, and not itself escaped. */
function continuationStart({ text, escape }: LineReader, start: number, end: number): number | null {
  let last = end;
  while (last > start && (text[last - 1] === ' ' || text[last - 1] === '\t')) last -= 1;
  if (last === start || text[last - 1] !== escape) return null;
  if (last - 1 > start && text[last - 2] === escape) return null;
  return last - 1;
}

function isCommentOrDirective(reader: LineReader, first: number, end: number): boolean {
  const isComment = first < end && reader.text[first] === '#';
  if (!reader.directivesDone && isComment && readDirective(reader, first, end)) return true;
  reader.directivesDone = true;
  if (isComment) addComment(reader, first, end);
  return isComment;
}

/** False when the line is no directive: then none can follow. */
function readDirective(reader: LineReader, first: number, end: number): boolean {
  const content = reader.text.slice(first + 1, end);
  const { name, value } = directiveOf(content);
  const isShebang = reader.next === 1 && content.startsWith('!');
  if (value === null || !DIRECTIVES.includes(name)) {
    if (isShebang || value !== null) findUnsure(reader);
    return false;
  }
  const range = rangeOfOffsets(reader.lines, first, end);
  // White space alone is a value to the builder.
  if (value === '' || OTHER_SPACE.test(content.slice(0, content.indexOf('=')))) {
    addDirectiveProblem(reader, unsureDirective(name), range);
    return true;
  }
  if (reader.directives.some((directive) => directive.name === name)) {
    addDirectiveProblem(reader, `the directive "${name}" stands here a second time`, range);
  } else if (name !== 'escape') {
    reader.directives.push({ name, value, range });
  } else if (value === '\\' || value === '`') {
    reader.directives.push({ name, value, range });
    reader.escape = value;
  } else {
    addDirectiveProblem(reader, `the escape character must be \\ or \`, not "${value}"`, range);
  }
  return true;
}

/** `name = value`; the value is null when it has not this form. */
function directiveOf(content: string): { readonly name: string; readonly value: string | null } {
  const equals = content.indexOf('=');
  const name = content.slice(skipSpace(content, 0), Math.max(0, equals)).trimEnd().toLowerCase();
  const value = equals < 0 || !DIRECTIVE_NAME.test(name) ? null : content.slice(equals + 1).trim();
  return { name, value };
}

/**
 * Newer builders pass over a first line `#!…`, and older ones over directives that they do not know: what follows is a
 * directive for some and a comment for others.
 */
function findUnsure(reader: LineReader): void {
  const { text, lines, next } = reader;
  for (let index = next; index < lines.length; index += 1) {
    const start = lines[index] ?? text.length;
    const line = text.slice(start, lines[index + 1] ?? text.length).trimEnd();
    const first = skipSpace(line, 0);
    const { name, value } = directiveOf(line.slice(first + 1));
    if (line[first] !== '#' || value === null) return;
    if (!DIRECTIVES.includes(name)) continue;
    const range = rangeOfOffsets(lines, start + first, start + line.length);
    addDirectiveProblem(reader, unsureDirective(name), range);
  }
}

function unsureDirective(name: string): string {
  return `builders do not agree whether "${name}" here is a directive`;
}

function addDirectiveProblem(reader: LineReader, message: string, range: Problem['range']): void {
  reader.problems.push({ code: 'BAD_DIRECTIVE', message, range, unread: true });
}

function addComment(reader: LineReader, first: number, end: number): void {
  const text = reader.text.slice(first + 1, end);
  reader.comments.push({
    text: text.slice(skipSpace(text, 0), trimmedEnd(text)),
    range: rangeOfOffsets(reader.lines, first, end),
  });
}

function skipSpaceTo(text: string, start: number, end: number): number {
  const line = text.slice(start, end);
  return start + skipSpace(line, 0);
}
