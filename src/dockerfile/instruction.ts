import type { Instruction, Problem } from './dockerfile.ts';
import { isUnsure, takeFlags } from './flags.ts';
import { readJson } from './json-form.ts';
import type { Escape } from './line-reader.ts';
import type { SourceText } from './source-text.ts';
import { rangeIn, slice } from './source-text.ts';
import { isSeparator, skipSpace, trimmedEnd } from './whitespace.ts';
import { jsonWords, splitWords } from './words.ts';

/** Every instruction there is. Source: docs.docker.com/reference/dockerfile, "Overview". */
// prettier-ignore
export const KEYWORDS: ReadonlySet<string> = new Set([
  'ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL', 'MAINTAINER',
  'ONBUILD', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR',
]);

/** An instruction without heredocs and stage: those need the lines around it. */
export type Draft = Omit<Instruction, 'range' | 'raw' | 'heredocs' | 'stage' | 'trigger'> & {
  readonly line: SourceText;
  readonly trigger: Draft | null;
};

/** Reads one joined line; what is wrong with it goes to `problems`. */
export function readInstruction(line: SourceText, escape: Escape, problems: Problem[]): Draft {
  const { text } = line;
  const end = trimmedEnd(text);
  const start = Math.min(skipSpace(text, 0), end);
  let keywordEnd = start;
  while (keywordEnd < end && !isSeparator(text[keywordEnd])) keywordEnd += 1;
  const keyword = text.slice(start, keywordEnd).toUpperCase();
  const keywordRange = rangeIn(line, start, keywordEnd);
  const { flags, argument } = takeFlags(slice(line, keywordEnd, end), escape);
  if (flags.length > 0 && isUnsure(text.slice(keywordEnd, end - argument.text.length), escape)) {
    const message = `the flags of ${keyword.slice(0, 40)} hold a character that builders do not agree on`;
    problems.push({ code: 'UNSURE_FLAGS', message, range: keywordRange, unread: true });
  }
  const json = readJson(keyword, argument);
  const base = { keyword, keywordRange, flags, argument, line: slice(line, start, end), trigger: null };
  if (!KEYWORDS.has(keyword)) {
    const message = `"${keyword.slice(0, 40)}" is not a Dockerfile instruction`;
    problems.push({ code: 'UNKNOWN_INSTRUCTION', message, range: rangeIn(line, start, end), unread: true });
    return { ...base, words: splitWords(argument, keyword, escape), json: null };
  }
  if (json.kind === 'mixed') {
    const message = `the JSON array of ${keyword} must hold strings only`;
    problems.push({
      code: 'BAD_JSON',
      message,
      range: rangeIn(argument, 0, argument.text.length),
      unread: true,
    });
  }
  if (keyword === 'ONBUILD') {
    // ONBUILD in ONBUILD is refused by the builder; not following it bounds the depth.
    const isTrigger = argument.text !== '' && !/^onbuild(?:\s|$)/iu.test(argument.text);
    // It is kept as text and read again later, when the escape directive of this file is forgotten.
    const trigger = isTrigger ? readInstruction(argument, '\\', problems) : null;
    return { ...base, words: [], json: null, trigger };
  }
  if (json.kind !== 'strings') return { ...base, words: splitWords(argument, keyword, escape), json: null };
  return { ...base, words: jsonWords(json.source, json.values), json: json.values };
}
