import { describe, expect, it } from 'vitest';

import type { EngineOptions } from '../../../src/checks/lint/engines.ts';
import { newLintEngines } from '../../../src/checks/lint/engines.ts';
import { caught } from '../../support/caught.ts';
import { aDockerfile } from '../../support/dockerfiles.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { NO_PROGRAMS, stubProgram } from '../../support/stub-program.ts';

const CHOICE = { target: null, buildArgs: new Map<string, string>() };
const FILE = aDockerfile('FROM a', 'RUN echo $A');
const COMMENT = { line: 2, column: 6, endLine: 2, endColumn: 8, level: 'info', code: 2086, message: 'Quote' };
const SHELLCHECK = `cat > /dev/null; echo '${JSON.stringify({ comments: [COMMENT] })}'`;

function engines(over: Partial<EngineOptions>, log = recordingLog()) {
  return newLintEngines({
    profile: 'all',
    shellcheck: 'auto',
    buildxCheck: 'off',
    env: NO_PROGRAMS,
    signal: new AbortController().signal,
    log,
    ...over,
  });
}

describe('the engines of lint', () => {
  it.each([
    ['auto', 'all', 1],
    ['auto', 'recommended', 0],
    ['on', 'recommended', 1],
    ['on', 'security', 1],
    ['off', 'all', 0],
  ] as const)('ask ShellCheck with %s and the profile %s: %i', async (shellcheck, profile, count) => {
    const env = stubProgram('shellcheck', SHELLCHECK);
    expect(await engines({ shellcheck, profile, env }).hits(FILE, CHOICE)).toHaveLength(count);
  });

  it('note once that one is missing', async () => {
    const log = recordingLog();
    const all = engines({ buildxCheck: 'auto' }, log);
    expect([await all.hits(FILE, CHOICE), await all.hits(FILE, CHOICE)]).toEqual([[], []]);
    expect(log.messages).toEqual([
      'info: ShellCheck was not asked: ShellCheck is not installed',
      'info: docker buildx was not asked: docker buildx is not installed',
    ]);
  });

  it('note what goes wrong with one that may be asked', async () => {
    const log = recordingLog();
    const env = stubProgram('shellcheck', 'echo nonsense');
    expect(await engines({ env }, log).hits(FILE, CHOICE)).toEqual([]);
    expect(log.messages).toEqual([expect.stringContaining('shellcheck gave no answer')]);
  });

  it.each([
    [{ shellcheck: 'on' }, 'ENGINE_MISSING'],
    [{ buildxCheck: 'on', shellcheck: 'off' }, 'ENGINE_MISSING'],
    [{ shellcheck: 'on', env: 'nonsense' }, 'ENGINE_ANSWER'],
  ] as const)(
    'throw when one that must answer does not: %j',
    async ({ env, ...over }: object & { env?: string }, code) => {
      const options = env === undefined ? over : { ...over, env: stubProgram('shellcheck', `echo ${env}`) };
      expect(await caught(async () => engines(options).hits(FILE, CHOICE))).toMatchObject({ code });
    },
  );
});
