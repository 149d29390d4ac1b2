import { describe, expect, it } from 'vitest';

import { buildCheck, hasBuildx } from '../../../src/engines/buildx/build-check.ts';
import { caught } from '../../support/caught.ts';
import { NO_PROGRAMS, stubProgram } from '../../support/stub-program.ts';

const signal = new AbortController().signal;
const CHOICE = { target: null, buildArgs: new Map<string, string>(), signal };

function answering(answer: unknown): NodeJS.ProcessEnv {
  return stubProgram('docker', `cat > /dev/null; cat <<'END'\n${JSON.stringify(answer)}\nEND`);
}

describe('the checks of buildx', () => {
  it('are read from its JSON', async () => {
    const env = answering({
      warnings: [
        {
          ruleName: 'StageNameCasing',
          description: 'Stage names should be lowercase',
          detail: "Stage name 'Base' should be lowercase",
          url: 'https://x.test',
          location: { ranges: [{ start: { line: 3 }, end: { line: 5 } }] },
        },
        { ruleName: 'NoPlace', description: 'Only a description' },
      ],
    });
    expect(await buildCheck('FROM a', { ...CHOICE, env })).toEqual([
      {
        name: 'StageNameCasing',
        message: "Stage name 'Base' should be lowercase",
        lines: { first: 3, last: 5 },
      },
      { name: 'NoPlace', message: 'Only a description', lines: null },
    ]);
  });

  it.each([[{}], [{ warnings: null }]])('may find nothing: %j', async (answer) => {
    expect(await buildCheck('FROM a', { ...CHOICE, env: answering(answer) })).toEqual([]);
  });

  it('get the text, the target and the arguments, and an empty context', async () => {
    const env = stubProgram(
      'docker',
      'for last; do :; done; text=$(cat)\n' +
        'printf \'{"warnings":[{"ruleName":"%s","detail":"%s"}]}\' "$text" "$* ($(ls "$last" | wc -l))"',
    );
    const buildArgs = new Map([['A', 'b c']]);
    const [warning] = await buildCheck('FROM a', { target: 't', buildArgs, env, signal });
    expect(warning?.name).toBe('FROM a');
    expect(warning?.message).toMatch(
      /^buildx build --call=check,format=json --file=- --target=t --build-arg=A=b c \S+ \( *0\)$/u,
    );
  });

  it.each([
    ['does not know checks', 'echo "ERROR: unsupported request frontend.lint" >&2; exit 1', 'frontend.lint'],
    ['cannot build it', 'echo \'{"buildError":{"message":"no stage"}}\'; exit 1', 'no stage'],
    ['answers in another form', 'echo \'{"warnings":[{"x":1}]}\'', ''],
  ])('are an error when the builder %s', async (_, script, text) => {
    const env = stubProgram('docker', script);
    const error = await caught(async () => buildCheck('FROM a', { ...CHOICE, env }));
    expect(error).toMatchObject({ code: 'BUILDX_CHECK_FAILED' });
    expect(String(error)).toContain(text);
  });

  it('are there only where docker buildx runs', async () => {
    expect(await hasBuildx(NO_PROGRAMS, signal)).toBe(false);
    expect(await hasBuildx(stubProgram('docker', 'exit 1'), signal)).toBe(false);
    expect(await hasBuildx(stubProgram('docker', 'exit 0'), signal)).toBe(true);
  });
});
