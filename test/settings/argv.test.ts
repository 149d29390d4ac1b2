import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { InputError } from '../../src/model/errors.ts';
import { parseArgv } from '../../src/settings/argv.ts';
import { settingEntries } from '../../src/settings/schema.ts';
import { misuse } from '../support/load.ts';

function given(...argv: string[]): Record<string, unknown> {
  const command = parseArgv(argv);
  if (command.kind !== 'check' && command.kind !== 'lint') throw new TypeError(command.kind);
  return Object.fromEntries([...command.given].map(([name, { raw }]) => [name, raw]));
}

describe('the command line', () => {
  it.each([
    [['--help'], { kind: 'help', of: null }],
    [['-h'], { kind: 'help', of: null }],
    [['help'], { kind: 'help', of: null }],
    [['help', 'lint'], { kind: 'help', of: 'lint' }],
    [['check', '--image', 'a', '--help'], { kind: 'help', of: 'check' }],
    [['rules', '--help'], { kind: 'help', of: 'rules' }],
    [['verify', '--key', 'a', '--help'], { kind: 'help', of: 'verify' }],
    [['help', 'verify'], { kind: 'help', of: 'verify' }],
    [['--version'], { kind: 'version' }],
    [['rules'], { kind: 'rules', id: null }],
    [['rules', 'IC-USER'], { kind: 'rules', id: 'IC-USER' }],
  ])('%j asks for %j', (argv, command) => {
    expect(parseArgv(argv)).toEqual(command);
  });

  it('takes a value after the flag and after an equals sign', () => {
    expect(given('check', '--image', 'a', '--fail-on=lint=low')).toEqual({
      image: ['a'],
      'fail-on': ['lint=low'],
    });
  });

  it('collects the values of a flag that is given again', () => {
    expect(given('check', '--build-arg', 'A=1', '--build-arg=B=2=3')).toEqual({
      'build-args': ['A=1', 'B=2=3'],
    });
  });

  it('reads a boolean without a value as true, and one with a value as it is', () => {
    expect(given('check', '--only-fixed', '--image', 'a')).toEqual({ 'only-fixed': ['true'], image: ['a'] });
    expect(given('check', '--only-fixed=false')).toEqual({ 'only-fixed': ['false'] });
  });

  it('takes several keys for verify', () => {
    const command = parseArgv(['verify', '--image', 'a', '--key', 'k1.pub', '--key=k2.pub']);
    expect(command).toMatchObject({ kind: 'verify', words: [] });
    const key = command.kind === 'verify' ? command.given.get('key') : undefined;
    expect(key?.raw).toEqual(['k1.pub', 'k2.pub']);
  });

  it('takes a single dash as a value, and after = a value that starts with a dash', () => {
    expect(given('check', '--archive', '-')).toEqual({ archive: ['-'] });
    expect(given('check', '--target=-x')).toEqual({ target: ['-x'] });
  });

  it.each([
    [[], []],
    [['a/Dockerfile', '--quiet'], ['a/Dockerfile']],
    [['-'], ['-']],
    [
      ['a', '--quiet', '**/b*', '-', 'c'],
      ['a', '**/b*', '-', 'c'],
    ],
    [['--', '--odd'], ['--odd']],
  ])('lint %j lints the files %j', (argv, words) => {
    expect(parseArgv(['lint', ...argv])).toMatchObject({ kind: 'lint', words });
  });

  it.each([
    [[], 'COMMAND_MISSING', 'no command'],
    [['chek'], 'COMMAND_UNKNOWN', 'Did you mean "check"?'],
    [['--image', 'a'], 'COMMAND_UNKNOWN', 'image-gate check --image'],
    [['sbom', 'x'], 'ARGUMENT_UNEXPECTED', '"x" is not expected'],
    [['verify', 'a'], 'ARGUMENT_UNEXPECTED', 'named with a flag: --image. See'],
    [['verify', '--build', '.'], 'SETTING_UNKNOWN', '--build is not a flag of image-gate verify'],
    [['verify', '--fail-on', 'low'], 'SETTING_UNKNOWN', '--fail-on is not a flag of image-gate verify'],
    [['verify', '--public-key', 'a'], 'SETTING_UNKNOWN', 'Did you mean "--key"?'],
    [['verify', '--cert-identity', 'a'], 'SETTING_UNKNOWN', 'Did you mean "--certificate-identity"?'],
    [
      ['verify', '--trusted-root', 'a', '--trusted-root=b'],
      'SETTING_DUPLICATE',
      '--trusted-root is given twice',
    ],
    [['check', '--key', 'a'], 'SETTING_UNKNOWN', '--key is not a flag of image-gate check'],
    [['advisories'], 'COMMAND_MISSING', 'nothing is said to do'],
    [['runtime'], 'NOT_AVAILABLE', 'the command "runtime"'],
    [['check', '--output', 'x'], 'SETTING_UNKNOWN', '--output is not a flag of image-gate check'],
    [['check', '--baseline', 'x'], 'NOT_AVAILABLE', '"--baseline" is not available'],
    [['check', '--imgae', 'a'], 'SETTING_UNKNOWN', 'Did you mean "--image"?'],
    [['check', '--ignore-unfixed'], 'SETTING_UNKNOWN', 'Did you mean "--only-fixed"?'],
    [['check', '--severity=HIGH'], 'SETTING_UNKNOWN', 'Did you mean "--fail-on"?'],
    [['check', '--context', '.'], 'SETTING_UNKNOWN', 'Did you mean "--build"?'],
    [['check', '-q'], 'SETTING_UNKNOWN', 'flag "-q" is not known'],
    [['check', '--token', 'x'], 'SETTING_UNKNOWN', 'flag "--token"'],
    [['check', '--image', 'a', '--image', 'b'], 'SETTING_DUPLICATE', '--image is given twice'],
    [['check', '--quiet', '--quiet=false'], 'SETTING_DUPLICATE', '--quiet is given twice'],
    [['check', '--image'], 'SETTING_INVALID', '--image has no value'],
    [['check', '--image', '--quiet'], 'SETTING_INVALID', '--image has no value'],
    [['check', 'alpine'], 'ARGUMENT_UNEXPECTED', '"alpine" is not expected'],
    [['lint', '--image', 'a'], 'SETTING_UNKNOWN', '--image is not a flag of image-gate lint'],
    [['rules', 'A', 'B'], 'ARGUMENT_UNEXPECTED', '"B" is not expected'],
    [['rules', '--all'], 'ARGUMENT_UNEXPECTED', '"--all" is not expected'],
  ])('%j is refused with %s', (argv, code, text) => {
    const said = misuse(() => parseArgv(argv));
    expect(said).toContain(code);
    expect(said).toContain(text);
  });

  it('never shows what follows a flag that is not known', () => {
    expect(misuse(() => parseArgv(['check', '--pasword=hunter2']))).not.toContain('hunter2');
  });

  it('gives a command or an InputError for any arguments', () => {
    const flags = settingEntries().flatMap(([, { flag }]) => (flag === null ? [] : [`--${flag}`]));
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('check', 'lint', 'rules', '--', '-', '--help', ...flags),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (argv) => {
        try {
          expect(parseArgv(argv)).toHaveProperty('kind');
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
    );
  });

  it('suggests the flag that was meant, one edit away', () => {
    const flags = settingEntries().flatMap(([, { flag, commands }]) =>
      flag === null || !commands.includes('check') ? [] : [flag],
    );
    fc.assert(
      fc.property(fc.constantFrom(...flags), fc.nat(), fc.constantFrom('', 'x', 'xx'), (flag, place, by) => {
        const i = place % flag.length;
        const wrong = flag.slice(0, i) + by + flag.slice(i + 1);
        fc.pre(!flags.includes(wrong) && wrong !== '');
        const said = misuse(() => parseArgv(['check', `--${wrong}`]));
        const meant = /Did you mean "--([a-z-]+)"/u.exec(said)?.[1] ?? '';
        expect(flags).toContain(meant);
      }),
    );
  });
});
