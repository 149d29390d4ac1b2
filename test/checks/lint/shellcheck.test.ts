import { describe, expect, it } from 'vitest';

import { shellcheckHits } from '../../../src/checks/lint/shellcheck.ts';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';
import { textAt } from '../../support/dockerfiles.ts';
import { hasProgram } from '../../support/programs.ts';

const HAS = hasProgram('shellcheck', ['--version'], 'ShellCheck on RUN scripts');
const CHOICE = { target: null, buildArgs: new Map<string, string>() };

/** `SC2086 words` of everything that ShellCheck says about a Dockerfile. */
async function said(...lines: string[]): Promise<string[]> {
  const text = lines.join('\n');
  const signal = new AbortController().signal;
  const hits = await shellcheckHits(parseDockerfile(text, 'Dockerfile'), CHOICE, {
    env: process.env,
    signal,
  });
  return hits.map(({ rule, occurrence }) => `${rule.aliases.join()} ${textAt(text, occurrence.range)}`);
}

describe.skipIf(!HAS)('ShellCheck on a Dockerfile', () => {
  it.each([
    ['one line', ['RUN echo $A'], ['SC2086 $A']],
    ['a continued line', ['RUN true && \\', '  # a comment', '  echo $A'], ['SC2086 $A']],
    ['a word that goes over a line', ['RUN echo $A\\', 'B'], ['SC2086 $A\\\nB']],
    ['a heredoc', ['RUN <<EOF', 'true', 'echo $A', 'EOF'], ['SC2086 $A']],
    ['a heredoc for a shell', ['RUN bash -e <<EOF', 'echo $A', 'EOF'], []],
    ['a shebang', ['RUN <<EOF', '#!/bin/bash', '[[ $A = b ]] && echo $A', 'EOF'], ['SC2086 $A']],
    ['ONBUILD', ['ONBUILD RUN echo $A'], ['SC2086 $A']],
    ['SHELL', ['SHELL ["/bin/bash", "-c"]', 'RUN [[ $A = b ]]'], []],
    ['no SHELL', ['RUN [[ $A = b ]]'], ['SC3010 [[ $A = b ]]']],
    ['another language', ['SHELL ["pwsh", "-c"]', 'RUN echo $A'], []],
    ['the exec form', ['RUN ["echo", "$A"]'], []],
    ['CMD', ['CMD echo $A'], []],
    ['nothing wrong', ['RUN echo "$A"'], []],
  ])('finds in %s', async (_, lines, expected) => {
    expect(await said('FROM a', ...lines)).toEqual(expected);
  });

  it.each([
    ['ENV', 'ENV name=x', []],
    ['ARG', 'ARG name', []],
    ['nobody', 'LABEL name=x', ['SC2154 $name']],
  ])('takes a variable that %s sets for set', async (_, setter, expected) => {
    expect(await said('FROM a', setter, 'RUN echo "$name"')).toEqual(expected);
  });

  it('keeps the order of the file with many scripts', async () => {
    const lines = Array.from({ length: 20 }, (_, i) => `RUN echo $A${String(i)}`);
    expect(await said('FROM a', ...lines)).toEqual(lines.map((_, i) => `SC2086 $A${String(i)}`));
  });
});
