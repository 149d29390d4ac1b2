import { describe, expect, it } from 'vitest';

import { shellcheck, shellcheckVersion } from '../../../src/engines/shellcheck/shellcheck.ts';
import { caught } from '../../support/caught.ts';
import { hasProgram } from '../../support/programs.ts';
import { NO_PROGRAMS, stubProgram } from '../../support/stub-program.ts';

const signal = new AbortController().signal;
const HAS = hasProgram('shellcheck', ['--version'], 'ShellCheck on real scripts');

/** `code line:column-endLine:endColumn` of what ShellCheck says. */
async function said(
  script: string,
  variables: string[] = [],
  dialect: 'sh' | 'bash' = 'sh',
): Promise<string[]> {
  const comments = await shellcheck(script, { dialect, variables, env: process.env, signal });
  return comments.map(
    ({ code, line, column, endLine, endColumn }) =>
      `${String(code)} ${String(line)}:${String(column)}-${String(endLine)}:${String(endColumn)}`,
  );
}

describe.skipIf(!HAS)('ShellCheck', () => {
  it.each([
    ['an unquoted variable', 'echo $A', ['2086 1:6-1:8']],
    ['characters outside the basic plane', 'echo "😀é" $A', ['2086 1:12-1:14']],
    ['a tab', 'echo\t"x" $A', ['2086 1:10-1:12']],
    ['a second line', 'true\necho $A', ['2086 2:6-2:8']],
    ['nothing wrong', 'echo "$A"', []],
    ['a file that it cannot follow', '. "$A"', []],
  ])('says of %s where it is', async (_, script, expected) => {
    expect(await said(script)).toEqual(expected);
    expect(await said(script, ['B', 'http_proxy'])).toEqual(expected);
  });

  it('knows variables from outside, and only names that are names', async () => {
    expect(await said('echo "$name"')).toEqual(['2154 1:7-1:12']);
    expect(await said('echo "$name"', ['name', 'a b', '$(id)', ''])).toEqual([]);
  });

  it('reads the dialect', async () => {
    expect(await said('[[ "$A" == x ]]', [], 'sh')).not.toEqual([]);
    expect(await said('[[ "$A" == x ]]', [], 'bash')).toEqual([]);
  });

  it('says its version', async () => {
    expect(await shellcheckVersion(process.env, signal)).toMatch(/^\d+\.\d+/u);
  });
});

describe('a ShellCheck', () => {
  it('that is not installed has no version', async () => {
    expect(await shellcheckVersion(NO_PROGRAMS, signal)).toBeNull();
  });

  it.each([
    ['writes no JSON', 'echo hello'],
    ['writes other JSON', 'echo \'{"comments":[{"line":0}]}\''],
    ['writes nothing', 'echo bad >&2; exit 4'],
  ])('that %s is an error, never silence', async (_, script) => {
    const env = stubProgram('shellcheck', script);
    const work = async (): Promise<unknown> => shellcheck('x', { dialect: 'sh', variables: [], env, signal });
    expect(await caught(work)).toMatchObject({ code: 'ENGINE_ANSWER' });
  });

  it('that is not installed gives no answer', async () => {
    const env = NO_PROGRAMS;
    const work = async (): Promise<unknown> => shellcheck('x', { dialect: 'sh', variables: [], env, signal });
    expect(await caught(work)).toMatchObject({ code: 'ENGINE_ANSWER' });
  });
});
