import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { aDockerfile, textAt, theInstruction } from '../support/dockerfiles.ts';

describe('lines', () => {
  test('an instruction goes on after an escape at the end of a line', () => {
    const { instructions } = aDockerfile('FROM alpine', 'RUN a && \\', '    b', 'USER app');
    expect(instructions.map(({ keyword }) => keyword)).toEqual(['FROM', 'RUN', 'USER']);
    expect(instructions[1]?.argument.text).toBe('a &&     b');
    expect(instructions[1]?.range).toEqual({ line: 2, column: 1, endLine: 3, endColumn: 6 });
  });

  test.each([
    ['blanks after the escape', 'RUN a \\ \t\n b', 1],
    ['an escaped escape', 'RUN a \\\\\nUSER b', 2],
    ['a comment in between', 'RUN a \\\n  # note\n b', 1],
    ['an empty line in between', 'RUN a \\\n\n b', 1],
    ['the end of the file', 'RUN a \\', 1],
    ['another escape character', '# escape=`\nRUN a `\n b', 1],
    ['an escape that is not the one in force', '# escape=`\nRUN a \\\nUSER b', 2],
    ['CRLF', 'RUN a \\\r\n b\r\nUSER c\r\n', 2],
  ])('continuation and %s', (_name, text, count) => {
    expect(parseDockerfile(text, 'Dockerfile').instructions).toHaveLength(count);
  });

  test('a byte order mark is skipped and the first column is still 1', () => {
    const { instructions } = parseDockerfile('\uFEFFFROM alpine', 'Dockerfile');
    expect(instructions[0]?.keyword).toBe('FROM');
    expect(instructions[0]?.keywordRange.column).toBe(1);
  });

  test('keywords are read in any case', () => {
    expect(aDockerfile('from alpine', 'rUn a').instructions.map(({ keyword }) => keyword)).toEqual([
      'FROM',
      'RUN',
    ]);
  });
});

describe('comments and directives', () => {
  test('directives stand at the top only', () => {
    const { directives, comments } = aDockerfile(
      '# syntax=docker/dockerfile:1',
      '# check=error=true',
      '',
      '# escape=`',
    );
    expect(directives.map(({ name, value }) => [name, value])).toEqual([
      ['syntax', 'docker/dockerfile:1'],
      ['check', 'error=true'],
    ]);
    expect(comments.map(({ text }) => text)).toEqual(['escape=`']);
  });

  test('a comment of the form name=value is a comment and ends the directives', () => {
    const { directives, comments, escape } = aDockerfile('# hadolint ignore=DL3003', '# escape=`', 'FROM a');
    expect(directives).toEqual([]);
    expect(comments).toHaveLength(2);
    expect(escape).toBe('\\');
  });

  test.each([
    ['behind a first line for the shell', ['#!/usr/bin/env docker', '# syntax=example.com/x']],
    ['behind a directive that is not known', ['# a=b', '# c = d', ' # escape=`']],
    ['behind one that is not known and says nothing', ['# a= ', '# syntax=example.com/x']],
    ['that says nothing', ['# check= ', '# syntax=docker/dockerfile:1']],
    ['with white space that is none to all', ['# escape\u00a0=`']],
    ['with white space before its name that is none to all', ['#\u00a0escape=`']],
  ])('a directive %s is a problem: builders differ', (_name, lines) => {
    const { problems } = aDockerfile(...lines, 'FROM a');
    expect(problems.map(({ code, unread }) => [code, unread])).toEqual([['BAD_DIRECTIVE', true]]);
  });

  test.each([
    ['behind a comment', ['# text', '# syntax=example.com/x']],
    ['behind a comment behind a line for the shell', ['#!/bin/sh', '# text', '# syntax=example.com/x']],
    ['behind an empty line', ['# a=b', '', '# syntax=example.com/x']],
    ['behind an instruction', ['# a=b', 'FROM b', '# syntax=example.com/x']],
  ])('what looks like a directive %s is a comment', (_name, lines) => {
    expect(aDockerfile(...lines, 'FROM a').problems).toEqual([]);
  });

  test.each([
    ['a second escape', ['# escape=`', '# escape=\\']],
    ['an unknown escape', ['# escape=x']],
  ])('%s is a problem', (_name, lines) => {
    expect(aDockerfile(...lines, 'FROM a').problems.map(({ code }) => code)).toEqual(['BAD_DIRECTIVE']);
  });

  test('a comment inside a continued instruction is kept with its place', () => {
    const text = 'FROM a\nRUN b \\\n  # why\n  c';
    const { comments } = parseDockerfile(text, 'Dockerfile');
    expect(comments.map(({ range }) => textAt(text, range))).toEqual(['# why']);
  });
});

describe('flags, words and ranges', () => {
  test('flags are apart from the argument and have exact ranges', () => {
    const text = 'FROM a\nRUN --mount=type=secret,id=x --network=none curl x';
    const run = theInstruction(parseDockerfile(text, 'Dockerfile'), 'RUN');
    expect(run.flags.map(({ name, value }) => [name, value])).toEqual([
      ['mount', 'type=secret,id=x'],
      ['network', 'none'],
    ]);
    expect(run.flags.map(({ range }) => textAt(text, range))).toEqual([
      '--mount=type=secret,id=x',
      '--network=none',
    ]);
    expect(run.argument.text).toBe('curl x');
  });

  test.each([
    ['COPY --exclude=à--from=evil /a /b', ['UNSURE_FLAGS']],
    ['RUN --mount=type=cache,target=/à true', ['UNSURE_FLAGS']],
    ['COPY --exclude=\ufffd--from=evil /a /b', ['UNSURE_FLAGS']],
    ['COPY --exclude=é--from=evil /a /b', []],
    ['COPY --from=b /à /b', []],
    ['COPY à--from=evil /b', []],
  ])('%s: bytes of a character that are white space to some', (line, codes) => {
    const { problems } = aDockerfile('FROM a', line);
    expect(problems.map(({ code, unread }) => [code, unread])).toEqual(codes.map((code) => [code, true]));
  });

  test.each([
    ['# escape=`', 'RUN --mount=target=/x` --mount=from=evil,target=/y a', true],
    ['# escape=`', 'RUN --mount=target=\\x,from=b a', true],
    ['# escape=`', 'RUN --mount=from=b,target=/x a` b', false],
    ['# escape=\\', 'RUN --mount=from=b,target=/x\\ y a', false],
  ])('%s: escapes in flags, which older builders read with a backslash: %s', (directive, line, isUnsure) => {
    const codes = aDockerfile(directive, 'FROM a', line).problems.map(({ code }) => code);
    expect(codes).toEqual(isUnsure ? ['UNSURE_FLAGS'] : []);
  });

  test('words have exact ranges through continuations', () => {
    const text = 'FROM a\nENV A=1 \\\n  # c\n  B="x y" \\\n  C=z';
    const env = theInstruction(parseDockerfile(text, 'Dockerfile'), 'ENV');
    expect(env.words.map(({ value }) => value)).toEqual(['A=1', 'B=x y', 'C=z']);
    expect(env.words.map(({ range }) => textAt(text, range))).toEqual(['A=1', 'B="x y"', 'C=z']);
  });

  test('the strings of the exec form are the words, with exact ranges', () => {
    const text = 'FROM a\nCMD [ "echo a b", "\\u0041\\"" ]';
    const cmd = theInstruction(parseDockerfile(text, 'Dockerfile'), 'CMD');
    expect(cmd.json).toEqual(['echo a b', 'A"']);
    expect(cmd.words.map(({ range }) => textAt(text, range))).toEqual(['"echo a b"', '"\\u0041\\""']);
  });

  test('ONBUILD holds the instruction it sets', () => {
    const { trigger } = theInstruction(aDockerfile('FROM a', 'ONBUILD COPY --from=b /x /y'), 'ONBUILD');
    expect(trigger?.keyword).toBe('COPY');
    expect(trigger?.flags[0]?.value).toBe('b');
  });

  test('what ONBUILD sets is read later, without the escape directive', () => {
    const file = aDockerfile('# escape=`', 'FROM a', 'ONBUILD COPY --fr\\om=b /x /y');
    expect(theInstruction(file, 'ONBUILD').trigger?.flags).toMatchObject([{ name: 'from', value: 'b' }]);
  });

  test('the raw text is as it stands in the file', () => {
    const run = theInstruction(aDockerfile('FROM a', 'RUN <<E \\', '  x', 'body', 'E', 'USER b'), 'RUN');
    expect(run.raw).toBe('RUN <<E \\\n  x\nbody\nE');
  });
});

describe('stages', () => {
  test('stages are numbered and start from images, stages or nothing', () => {
    const { stages } = aDockerfile(
      'FROM alpine AS Base',
      'FROM base',
      'FROM scratch',
      'FROM later',
      'FROM x AS later',
    );
    expect(stages.map(({ name, base }) => [name, base.kind])).toEqual([
      ['base', 'image'],
      [null, 'stage'],
      [null, 'scratch'],
      [null, 'image'],
      ['later', 'image'],
    ]);
  });

  test('a stage can be named through an ARG', () => {
    const { stages } = aDockerfile('ARG B=base', 'FROM alpine AS base', 'FROM ${B}');
    expect(stages[1]?.base).toEqual({ kind: 'stage', index: 0 });
  });

  test('ARGs before the first FROM are global', () => {
    const { globalArgs, stages } = aDockerfile('ARG A', 'FROM a', 'ARG B');
    expect(globalArgs.map(({ argument }) => argument.text)).toEqual(['A']);
    expect(stages[0]?.instructions).toHaveLength(1);
  });
});

describe('problems', () => {
  test.each([
    ['an unknown instruction', 'FROM a\nBOGUS x', 'UNKNOWN_INSTRUCTION', true],
    ['a missing argument', 'FROM a\nRUN', 'MISSING_ARGUMENT', false],
    ['no FROM', 'RUN a', 'NO_FROM', true],
    ['an empty file', '', 'NO_FROM', true],
    ['RUN before FROM', 'RUN a\nFROM b', 'BEFORE_FROM', false],
    ['a quote that does not close', 'FROM a\nUSER "x', 'BAD_WORD', true],
    ['a heredoc without end', 'FROM a\nRUN <<EOF\nx', 'UNTERMINATED_HEREDOC', true],
    ['a JSON array that is not of strings', 'FROM a\nCMD [1]', 'BAD_JSON', true],
    ['another frontend', '# syntax=example.com/other:1\nFROM a', 'UNKNOWN_SYNTAX', true],
  ])('%s is a problem with its place', (_name, text, code, unread) => {
    const { problems } = parseDockerfile(text, 'Dockerfile');
    expect(problems.map((problem) => [problem.code, problem.unread])).toEqual([[code, unread]]);
  });

  test('what stands after a problem is read all the same', () => {
    const { instructions, problems } = aDockerfile('FROM a', 'BOGUS', 'USER root');
    expect(instructions.at(-1)?.keyword).toBe('USER');
    expect(problems.map(({ range }) => range.line)).toEqual([2]);
  });

  test('a binary file gives a bounded number of problems, and says so', () => {
    const { problems } = parseDockerfile('\0\u0001x\n'.repeat(5000), 'Dockerfile');
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toMatchObject({ code: 'TOO_MANY_PROBLEMS', unread: true });
  });

  test('an ordinary file has none', () => {
    expect(
      aDockerfile('# syntax=docker/dockerfile:1', 'FROM a AS b', "LABEL x='y z'", 'CMD []').problems,
    ).toEqual([]);
  });
});
