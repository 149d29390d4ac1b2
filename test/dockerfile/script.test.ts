import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import type { Script } from '../../src/dockerfile/script.ts';
import { scriptOf } from '../../src/dockerfile/script.ts';
import { textAt, theInstruction } from '../support/dockerfiles.ts';

function script(lines: string, shell = 'sh'): Script {
  const dockerfile = parseDockerfile(`FROM a\n${lines}`, 'Dockerfile');
  const instruction = dockerfile.instructions[1] ?? theInstruction(dockerfile, 'FROM');
  return scriptOf(instruction, shell);
}

/** Each command as its words, joined. */
function commands(lines: string): string[] {
  const result = script(lines);
  return result.kind === 'other'
    ? []
    : result.commands.map(({ words }) => words.map(({ value }) => value).join(' '));
}

/** Each command as it stands in the file. */
function places(lines: string): string[] {
  const result = script(lines);
  const text = `FROM a\n${lines}`;
  return result.kind === 'other' ? [] : result.commands.map(({ range }) => textAt(text, range));
}

describe('what an instruction runs', () => {
  test.each<[string, string, string[]]>([
    ['the shell form', 'RUN a b && c', ['a b', 'c']],
    ['a continued line', 'RUN a \\\n  # note\n  && c', ['a', 'c']],
    ['the exec form', 'RUN ["a", "b c"]', ['a b c']],
    ['a shell in the exec form', 'RUN ["/bin/sh", "-c", "a && b"]', ['/bin/sh -c a && b', 'a', 'b']],
    ['bash with options', 'RUN ["bash", "-o", "pipefail", "-ec", "a"]', ['bash -o pipefail -ec a', 'a']],
    ['a heredoc', 'RUN <<EOF\na\nb\nEOF', ['a', 'b']],
    ['a heredoc with tabs', 'RUN <<-EOF\n\ta\n\tEOF', ['a']],
    ['a heredoc with a shell shebang', 'RUN <<EOF\n#!/usr/bin/env bash\na\nEOF', ['a']],
    ['a heredoc for a shell', 'RUN bash -e <<EOF\na | b\nEOF', ['bash -e', 'a', 'b']],
    ['a heredoc for something else', 'RUN cat <<EOF > /x\nnot a command\nEOF', ['cat']],
    ['two heredocs', 'RUN a <<A && sh <<B\nx\nA\nb\nB', ['a', 'sh', 'b']],
    ['CMD', 'CMD a', ['a']],
    ['ENTRYPOINT', 'ENTRYPOINT ["a"]', ['a']],
    ['HEALTHCHECK CMD', 'HEALTHCHECK --interval=1s CMD a || b', ['a', 'b']],
    ['HEALTHCHECK CMD in exec form', 'HEALTHCHECK CMD ["a", "b"]', ['a b']],
    ['HEALTHCHECK NONE', 'HEALTHCHECK NONE', []],
    ['another instruction', 'COPY a b', []],
  ])('%s', (_name, lines, expected) => {
    expect(commands(lines)).toEqual(expected);
  });

  test.each([
    ['PowerShell', 'RUN Get-Item x', 'powershell'],
    ['cmd', 'RUN dir', 'cmd'],
    ['python as the shell', 'RUN print(1)', 'python3'],
  ])('the shell form for %s is left alone', (_name, lines, shell) => {
    expect(script(lines, shell)).toMatchObject({ kind: 'other', interpreter: shell });
  });

  test('a heredoc with another shebang is left alone', () => {
    expect(script('RUN <<EOF\n#!/usr/bin/env python3\nprint(1)\nEOF')).toMatchObject({
      kind: 'other',
      interpreter: 'python3',
    });
  });

  test('the exec form does not depend on the shell', () => {
    expect(script('RUN ["a"]', 'powershell').kind).toBe('shell');
  });
});

describe('places', () => {
  test.each<[string, string, string[]]>([
    ['through continuations', 'RUN a x \\\n  && b \\\n  y', ['a x', 'b \\\n  y']],
    ['in a heredoc', 'RUN <<EOF\na x\n  b\nEOF', ['a x', 'b']],
    ['in a heredoc with tabs', 'RUN <<-EOF\n\ta x\n\tEOF', ['a x']],
    ['in single quotes', "RUN sh -c 'a x'", ["sh -c 'a x'", 'a x']],
    [
      'in double quotes with escapes',
      'RUN sh -c "a \\"x\\" | b"',
      ['sh -c "a \\"x\\" | b"', 'a \\"x\\"', 'b'],
    ],
    [
      'in a JSON string with escapes',
      'RUN ["sh","-c","a \\"x\\" | b"]',
      ['RUN ["sh","-c","a \\"x\\" | b"]', 'a \\"x\\"', 'b'],
    ],
    ['in a heredoc for a shell', 'RUN sh <<EOF\na x\nEOF', ['sh <<EOF', 'a x']],
  ])('%s', (_name, lines, expected) => {
    expect(places(lines)).toEqual(expected);
  });
});
