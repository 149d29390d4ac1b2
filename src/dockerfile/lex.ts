import { LIMITS } from '../util/limits.ts';
import { removePattern, replacePattern } from './pattern.ts';
import { isBlank } from './whitespace.ts';
import type { WordCollector } from './word-collector.ts';
import { newWordCollector } from './word-collector.ts';

/** How a word is read. */
export interface LexOptions {
  readonly escape: string;
  /** The value of a variable; undefined when it has none. */
  readonly lookup: (name: string) => string | undefined;
  /** Keep quotes and escapes as written. */
  readonly raw?: boolean;
  /** Leave variables without a value as written instead of putting nothing in their place. */
  readonly keepUnset?: boolean;
}

export interface LexResult {
  readonly text: string;
  /** Split on white space that is not quoted, after variables are filled in. */
  readonly words: readonly string[];
  /** Variables that had no value and no default. */
  readonly unset: readonly string[];
  /** Why the builder would refuse it; then `text` and `words` are empty. */
  readonly error: string | null;
}

interface Lexer {
  readonly source: string;
  readonly options: LexOptions;
  readonly unset: Set<string>;
  at: number;
  depth: number;
  /** Characters that variables have put in so far. */
  produced: number;
}

interface StopOptions {
  readonly stop: string | null;
  readonly raw: boolean;
  /** Inside a pattern an escape in quotes is doubled, so that it is still one when the pattern is read. */
  readonly pattern: boolean;
}

const NAME_START = /[\p{L}_]/u;
const NAME = /[\p{L}\p{Nd}_]/u;
const DIGIT = /\p{Nd}/u;
const SPECIAL = '@*#?-$!0';
const OPERATORS = new Set(['-', ':-', '+', ':+', '?', ':?', '#', '%']);
const NEVER = new Set([':', ':#', ':%']);

class LexError extends Error {}

/**
 * Quotes, escapes and variables of a Dockerfile word, as BuildKit reads them.
 * Source: docs.docker.com/reference/dockerfile, "Environment replacement".
 */
export function lex(source: string, options: LexOptions): LexResult {
  const lexer: Lexer = { source, options, unset: new Set(), at: 0, depth: 0, produced: 0 };
  try {
    const { text, words } = readUntil(lexer, { stop: null, raw: options.raw ?? false, pattern: false });
    return { text, words, unset: [...lexer.unset], error: null };
  } catch (error) {
    if (!(error instanceof LexError)) throw error;
    return { text: '', words: [], unset: [...lexer.unset], error: error.message };
  }
}

function readUntil(lexer: Lexer, { stop, raw, pattern }: StopOptions): { text: string; words: string[] } {
  const text: string[] = [];
  const words = newWordCollector();
  while (lexer.at < lexer.source.length) {
    const char = lexer.source[lexer.at] ?? '';
    if (char === stop) {
      lexer.at += 1;
      return { text: text.join(''), words: words.end() };
    }
    if (char === '$') {
      const value = readVariable(lexer);
      text.push(value);
      words.split(value);
    } else if (char === "'" || char === '"') {
      const value = char === '"' ? readDouble(lexer, raw, pattern) : readSingle(lexer, pattern);
      text.push(value);
      words.keep(value);
    } else if (char === '<') {
      const value = readAngle(lexer);
      text.push(value);
      words.keep(value);
    } else {
      text.push(readPlain(lexer, raw, words));
    }
  }
  if (stop !== null) throw new LexError(`no closing "${stop}"`);
  return { text: text.join(''), words: words.end() };
}

function readPlain(lexer: Lexer, raw: boolean, words: WordCollector): string {
  const { source, options } = lexer;
  const char = source[lexer.at] ?? '';
  lexer.at += 1;
  if (char !== options.escape) {
    words.split(char);
    return char;
  }
  const next = source[lexer.at];
  if (next !== undefined) lexer.at += 1;
  const value = `${raw ? char : ''}${next ?? ''}`;
  if (value !== '') words.keep(value);
  return value;
}

/** `<<` and the white space after it stay in one word: it may start a heredoc. */
function readAngle(lexer: Lexer): string {
  const start = lexer.at;
  lexer.at += 1;
  if (lexer.source[lexer.at] !== '<') return '<';
  lexer.at += 1;
  while (isBlank(lexer.source[lexer.at])) lexer.at += 1;
  return lexer.source.slice(start, lexer.at);
}

function readSingle(lexer: Lexer, pattern: boolean): string {
  const { source, options } = lexer;
  const end = source.indexOf("'", lexer.at + 1);
  if (end < 0) throw new LexError('a single quote is not closed');
  const inner = source.slice(lexer.at + 1, end);
  lexer.at = end + 1;
  const value = pattern ? inner.replaceAll(options.escape, options.escape + options.escape) : inner;
  return options.raw === true ? `'${value}'` : value;
}

function readDouble(lexer: Lexer, raw: boolean, pattern: boolean): string {
  const { source, options } = lexer;
  const keepQuotes = options.raw === true;
  const text = [keepQuotes ? '"' : ''];
  lexer.at += 1;
  for (;;) {
    const char = source[lexer.at];
    if (char === undefined) throw new LexError('a double quote is not closed');
    if (char === '$') {
      text.push(readVariable(lexer));
      continue;
    }
    lexer.at += 1;
    if (char === '"') break;
    if (char === options.escape) text.push(readEscapeInDouble(lexer, raw, pattern));
    else text.push(char);
  }
  if (keepQuotes) text.push('"');
  return text.join('');
}

function readEscapeInDouble(lexer: Lexer, raw: boolean, pattern: boolean): string {
  const { source, options } = lexer;
  const { escape } = options;
  const next = source[lexer.at];
  if (next === undefined) return '';
  if (next === '"' || next === '$' || next === escape) {
    lexer.at += 1;
    return raw ? escape + next : next;
  }
  return raw && (options.raw !== true || pattern) ? escape + escape : escape;
}

function readVariable(lexer: Lexer): string {
  lexer.at += 1;
  if (lexer.source[lexer.at] === '{') return readBraced(lexer);
  const name = readName(lexer);
  if (name === '') return '$';
  return valueOf(lexer, name) ?? unsetValue(lexer, name, `$${name}`);
}

function readBraced(lexer: Lexer): string {
  const { source } = lexer;
  lexer.at += 1;
  const first = source[lexer.at];
  if (first === undefined) throw new LexError('"${" is not closed');
  if (first === '{' || first === '}' || first === ':') throw new LexError(`"\${${first}" is not a variable`);
  const name = readName(lexer);
  const next = source[lexer.at];
  if (next === '}' || next === '/') {
    lexer.at += 1;
    if (next === '/') return readReplace(lexer, name);
    return valueOf(lexer, name) ?? unsetValue(lexer, name, `\${${name}}`);
  }
  const operator = readOperator(lexer);
  const isPattern = operator === '#' || operator === '%';
  const word = nested(lexer, { stop: '}', raw: isPattern, pattern: isPattern });
  const value = valueOf(lexer, name);
  if (value === undefined && lexer.options.keepUnset === true) return `\${${name}${operator}${word}}`;
  if (!OPERATORS.has(operator)) throw unknownOperator(operator);
  const isUnset = value === undefined || (operator.startsWith(':') && value === '');
  return withOperator(lexer, { name, operator: operator.at(-1) ?? '', word, value, isUnset });
}

function readOperator(lexer: Lexer): string {
  const start = lexer.at;
  lexer.at += lexer.source[start] === ':' ? 2 : 1;
  const operator = lexer.source.slice(start, lexer.at);
  // `${V:0:3}` is for the shell: it is refused only where the builder has to fill it in.
  if (!OPERATORS.has(operator) && !(operator.startsWith(':') && !NEVER.has(operator)))
    throw unknownOperator(operator);
  return operator;
}

function unknownOperator(operator: string): LexError {
  return new LexError(`the operator "${operator}" is not known`);
}

interface Operation {
  readonly name: string;
  readonly operator: string;
  readonly word: string;
  readonly value: string | undefined;
  readonly isUnset: boolean;
}

function withOperator(lexer: Lexer, { name, operator, word, value, isUnset }: Operation): string {
  if (operator === '-') return isUnset ? word : (value ?? '');
  if (operator === '+') return isUnset ? '' : word;
  if (operator === '?') {
    if (isUnset) {
      lexer.unset.add(name);
      throw new LexError(`${name}: ${word === '' ? 'is not set' : word}`);
    }
    return value ?? '';
  }
  if (value === undefined) lexer.unset.add(name);
  const greedy = word.startsWith(operator);
  const removed = removePattern(value ?? '', greedy ? word.slice(1) : word, {
    atEnd: operator === '%',
    greedy,
  });
  if (removed === null) throw new LexError(`the pattern "${word}" cannot be read`);
  return removed;
}

function readReplace(lexer: Lexer, name: string): string {
  const all = lexer.source[lexer.at] === '/';
  if (all) lexer.at += 1;
  const pattern = nested(lexer, { stop: '/', raw: true, pattern: true });
  const replacement = nested(lexer, { stop: '}', raw: true, pattern: false });
  const value = valueOf(lexer, name);
  if (value === undefined) {
    const kept = unsetValue(lexer, name, `\${${name}/${pattern}/${replacement}}`);
    if (kept !== '') return kept;
  }
  const replaced = replacePattern(value ?? '', pattern, { replacement, all });
  if (replaced === null) throw new LexError(`the pattern "${pattern}" cannot be read`);
  return replaced;
}

function nested(lexer: Lexer, options: StopOptions): string {
  lexer.depth += 1;
  if (lexer.depth > LIMITS.variableDepth.value) throw new LexError('variables are nested too deep');
  const { text } = readUntil(lexer, options);
  lexer.depth -= 1;
  return text;
}

function readName(lexer: Lexer): string {
  const { source } = lexer;
  const start = lexer.at;
  const first = charAt(source, start);
  if (first === '') return '';
  if (DIGIT.test(first)) {
    while (DIGIT.test(charAt(source, lexer.at))) lexer.at += charAt(source, lexer.at).length;
    return source.slice(start, lexer.at);
  }
  if (SPECIAL.includes(first)) {
    lexer.at += 1;
    return first;
  }
  if (!NAME_START.test(first)) return '';
  while (NAME.test(charAt(source, lexer.at))) lexer.at += charAt(source, lexer.at).length;
  return source.slice(start, lexer.at);
}

function charAt(source: string, at: number): string {
  const code = source.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function valueOf(lexer: Lexer, name: string): string | undefined {
  const value = lexer.options.lookup(name);
  lexer.produced += value?.length ?? 0;
  if (lexer.produced > LIMITS.variableLength.value) throw new LexError('the value is too long');
  return value;
}

function unsetValue(lexer: Lexer, name: string, asWritten: string): string {
  lexer.unset.add(name);
  return lexer.options.keepUnset === true ? asWritten : '';
}
