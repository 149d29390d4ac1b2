import { describe, expect, test } from 'vitest';
import { isParsed, shellOf } from '../../src/dockerfile/shell-kind.ts';
import { aDockerfile } from '../support/dockerfiles.ts';

function lastShell(...lines: readonly string[]): string {
  const dockerfile = aDockerfile(...lines);
  const last = dockerfile.instructions.at(-1);
  const bases = dockerfile.stages.map(({ base }) => base);
  return last === undefined ? '' : shellOf(dockerfile, bases)(last);
}

describe('the shell of an instruction', () => {
  test.each<[string, string[], string]>([
    ['sh by default', ['FROM a', 'RUN x'], 'sh'],
    ['what SHELL says', ['FROM a', 'SHELL ["/bin/bash", "-c"]', 'RUN x'], 'bash'],
    ['PowerShell', ['FROM a', 'SHELL ["C:\\\\w\\\\PowerShell.exe", "-Command"]', 'RUN x'], 'powershell'],
    ['a shell behind env', ['FROM a', 'SHELL ["/usr/bin/env", "bash", "-c"]', 'RUN x'], 'bash'],
    ['the last SHELL before it', ['FROM a', 'SHELL ["a"]', 'SHELL ["b"]', 'RUN x'], 'b'],
    ['not a later one', ['FROM a', 'SHELL ["pwsh"]', 'FROM b', 'RUN x'], 'sh'],
    ['that of the stage it starts from', ['FROM a AS p', 'SHELL ["pwsh"]', 'FROM p', 'RUN x'], 'pwsh'],
    ['cmd with the escape directive', ['# escape=`', 'FROM a', 'RUN x'], 'cmd'],
    ['cmd on Windows', ['FROM mcr.microsoft.com/windows/servercore:ltsc2022', 'RUN x'], 'cmd'],
    ['for ONBUILD too', ['FROM a', 'SHELL ["pwsh"]', 'ONBUILD RUN x'], 'pwsh'],
    ['what a comment says', ['FROM a', '# hadolint shell=/usr/bin/pwsh # why', 'RUN x'], 'pwsh'],
    ['a comment before all stages', ['# hadolint shell=pwsh', 'FROM a', 'RUN x', 'FROM b', 'RUN x'], 'pwsh'],
    ['a comment, for Windows too', ['# hadolint shell=bash', 'FROM windows/a', 'RUN x'], 'bash'],
    ['a SHELL after the comment', ['FROM a', '# hadolint shell=pwsh', 'SHELL ["sh"]', 'RUN x'], 'sh'],
    [
      'a comment of the stage it starts from',
      ['FROM a AS p', '# hadolint shell=pwsh', 'RUN x', 'FROM p', 'RUN x'],
      'pwsh',
    ],
    ['not a comment of another stage', ['FROM a', '# hadolint shell=pwsh', 'RUN x', 'FROM b', 'RUN x'], 'sh'],
    ['not a comment above FROM', ['FROM a', 'RUN x', '# hadolint shell=pwsh', 'FROM b', 'RUN x'], 'sh'],
    [
      'not a comment inside an instruction',
      ['FROM a', 'RUN x \\', '# hadolint shell=pwsh', '  y', 'RUN x'],
      'sh',
    ],
    ['not a later comment', ['FROM a', 'RUN x', '# hadolint shell=pwsh'], 'sh'],
    ['sh where an image only sounds like it', ['FROM windowsill/app', 'RUN x'], 'sh'],
  ])('%s', (_name, lines, expected) => {
    expect(lastShell(...lines)).toBe(expected);
  });
});

test.each([
  ['sh', true],
  ['bash', true],
  ['zsh', true],
  ['pwsh', false],
  ['cmd', false],
  ['python3', false],
])('%s: parsed is %s', (shell, expected) => {
  expect(isParsed(shell)).toBe(expected);
});
