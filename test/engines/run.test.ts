import { describe, expect, it } from 'vitest';

import { runProgram } from '../../src/engines/run.ts';
import { LIMITS } from '../../src/util/limits.ts';
import { caught } from '../support/caught.ts';
import { NO_PROGRAMS, stubProgram } from '../support/stub-program.ts';

const signal = new AbortController().signal;

describe('an external program', () => {
  it('gets its arguments as they are, its input, and no shell', async () => {
    const env = stubProgram('tool', 'printf "%s|" "$@"; cat');
    const answer = await runProgram({ program: 'tool', args: ['a b', '$HOME;'], input: 'é', env, signal });
    expect(answer).toEqual({ exitCode: 0, stdout: 'a b|$HOME;|é', stderr: '' });
  });

  it('gets nothing secret of the environment', async () => {
    const env = { ...stubProgram('tool', 'env'), GITHUB_TOKEN: 'secret', HOME: '/home/x' };
    const answer = await runProgram({ program: 'tool', args: [], env, signal });
    expect(answer?.stdout).toContain('HOME=/home/x');
    expect(answer?.stdout).not.toContain('secret');
  });

  it('may end with any status, and may leave its input unread', async () => {
    const env = stubProgram('tool', 'echo no >&2; exit 7');
    const answer = await runProgram({ program: 'tool', args: [], input: 'x'.repeat(1e6), env, signal });
    expect(answer).toEqual({ exitCode: 7, stdout: '', stderr: 'no\n' });
  });

  it('is null when it is not there', async () => {
    expect(await runProgram({ program: 'tool', args: [], env: NO_PROGRAMS, signal })).toBeNull();
  });

  it.each([
    ['writes too much', `head -c ${String(LIMITS.engineBytes.value + 10)} /dev/zero`, 'ENGINE_OUTPUT'],
    ['is ended by a signal', 'kill -9 $$', 'ENGINE_FAILED'],
  ])('that %s is an error', async (_, script, code) => {
    const env = stubProgram('tool', script);
    expect(await caught(() => runProgram({ program: 'tool', args: [], env, signal }))).toMatchObject({
      code,
    });
  });

  it('ends when the run is stopped', async () => {
    const controller = new AbortController();
    const env = stubProgram('tool', 'exec cat');
    const running = runProgram({ program: 'tool', args: [], env, signal: controller.signal });
    const reason = new Error('stop');
    controller.abort(reason);
    expect(await caught(async () => running)).toBe(reason);
  });
});
