import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { loadArgv, loadInputs, misuse, settingsFolder } from '../support/load.ts';

describe('settings of the Dockerfile check', () => {
  it('have their defaults at both doors', () => {
    const cwd = settingsFolder();
    const defaults = { stdinName: '-', fix: 'off', shellcheck: 'auto', buildxCheck: 'off' };
    expect(loadArgv(['lint'], cwd).lint).toMatchObject({ ...defaults, files: ['Dockerfile'] });
    expect(loadArgv(['check', '--build', 'app'], cwd).lint).toMatchObject({ ...defaults, files: [] });
    expect(loadInputs({ context: 'app' }, cwd).lint).toMatchObject({ ...defaults, files: [] });
  });

  it('name each file once, whether it is there or not', () => {
    const { lint, dockerfile } = loadArgv(['lint', 'a', '**/b', 'a', '-'], settingsFolder());
    expect([lint.files, dockerfile]).toEqual([['a', '**/b', '-'], null]);
  });

  it.each([
    ['--fix', 'write'],
    ['--fix-dry-run', 'dry-run'],
  ])('with %s have fix %s', (flag, fix) => {
    expect(loadArgv(['lint', flag], settingsFolder()).lint.fix).toBe(fix);
  });

  it('show no table beside a patch', () => {
    expect(loadArgv(['lint', '--fix-dry-run'], settingsFolder()).reports).toEqual([]);
    expect(loadArgv(['lint', '--fix'], settingsFolder()).reports).toEqual([{ format: 'table', path: '-' }]);
  });

  it('take engines from the file and from inputs', () => {
    const cwd = settingsFolder('shellcheck: off\nbuildx-check: auto\n');
    expect(loadArgv(['lint'], cwd).lint).toMatchObject({ shellcheck: 'off', buildxCheck: 'auto' });
    const inputs = { context: 'app', shellcheck: 'on', 'buildx-check': 'on' };
    expect(loadInputs(inputs, cwd).lint).toMatchObject({ shellcheck: 'on', buildxCheck: 'on' });
  });

  it.each([
    [['--fix', '--fix-dry-run'], 'SETTING_CONFLICT --fix and --fix-dry-run are given'],
    [['--fix', '-'], 'SETTING_CONFLICT --fix cannot change standard input'],
    [['--fix-dry-run', '--report', 'json=-'], 'SETTING_CONFLICT --fix-dry-run and a report both go'],
    [['--shellcheck', 'yes'], 'SETTING_INVALID --shellcheck: "yes" is not a way to use ShellCheck'],
    [['--file', 'x'], 'SETTING_UNKNOWN --file is not a flag of image-gate lint'],
    [['--report', 'checkstil=a'], 'SETTING_INVALID --report: "checkstil" is not a report format'],
  ])('refuse %j', (argv, text) => {
    expect(misuse(() => loadArgv(['lint', ...argv], settingsFolder()))).toContain(text);
  });
});

describe('settings from hadolint', () => {
  const HADOLINT = `ignored: [DL3008]
override: { error: [DL3004] }
trustedRegistries: [docker.io]
failure-threshold: warning
foo: 1
`;

  function folder(hadolint: string, config = ''): string {
    const cwd = settingsFolder(config);
    writeFileSync(path.join(cwd, '.hadolint.yaml'), hadolint);
    return cwd;
  }

  it('are taken from the file in the working directory', () => {
    const { lint, policy } = loadArgv(['lint'], folder(HADOLINT));
    expect(lint.options).toMatchObject({ profile: 'recommended', trustedRegistries: ['docker.io'] });
    expect([lint.options.ignored, lint.options.overrides]).toEqual([
      new Set(['DL3008']),
      new Map([['DL3004', 'high']]),
    ]);
    expect(policy.failOn).toMatchObject({ lint: 'medium', hardening: 'high' });
    expect(lint.notes).toEqual([
      '.hadolint.yaml:5: foo is not known, and does nothing',
      '.hadolint.yaml switches off DL3008',
    ]);
  });

  it('are added to our own lists', () => {
    const cwd = folder(HADOLINT, 'lint-ignore: [df-sudo]\nlint-profile: all\n');
    const { options } = loadArgv(['lint'], cwd).lint;
    expect([options.profile, options.ignored]).toEqual(['all', new Set(['DF-SUDO', 'DL3008'])]);
    expect(loadArgv(['lint', '--lint-ignore', 'DF-SSHD,DL3009'], cwd).lint.options.ignored).toEqual(
      new Set(['DF-SSHD', 'DL3009', 'DL3008']),
    );
  });

  it('give way to fail-on', () => {
    const { policy } = loadArgv(['lint', '--fail-on', 'lint=critical'], folder(HADOLINT));
    expect(policy.failOn.lint).toBe('critical');
    expect(loadArgv(['lint'], folder(HADOLINT, 'fail-on: [lint=low]\n')).policy.failOn.lint).toBe('low');
  });

  it('are said when they make nothing fail', () => {
    const { lint, policy } = loadArgv(['lint'], folder('no-fail: true'));
    expect([policy.failOn.lint, lint.notes]).toEqual(['none', [expect.stringContaining('no finding')]]);
  });

  it('are not read when they are off, or when nothing is linted', () => {
    const cwd = folder('ignored: 1');
    expect(loadArgv(['lint', '--hadolint-config', 'off'], cwd).lint.options.ignored.size).toBe(0);
    expect(loadArgv(['check', '--image', 'a', '--checks', 'hardening'], cwd).lint.notes).toEqual([]);
    expect(misuse(() => loadArgv(['lint'], cwd))).toMatch(/^HADOLINT_CONFIG_INVALID/u);
  });
});

describe('a build context', () => {
  it('is named for the lint command', () => {
    expect(loadArgv(['lint', '--lint-context', 'app'], settingsFolder()).lint.context).toBe('app');
    expect(loadArgv(['lint'], settingsFolder()).lint.context).toBeNull();
  });

  it('must be there', () => {
    expect(misuse(() => loadArgv(['lint', '--lint-context', 'nope'], settingsFolder()))).toMatch(
      /^PATH_NOT_FOUND --lint-context/u,
    );
  });
});
