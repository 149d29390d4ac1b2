import { writeFileSync } from 'node:fs';
import path from 'node:path';

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { InputError } from '../../src/model/errors.ts';
import { parseConfig, readConfigFile } from '../../src/settings/config-file.ts';
import { settingEntries } from '../../src/settings/schema.ts';
import { LIMITS } from '../../src/util/limits.ts';
import { misuse } from '../support/load.ts';
import { workFolder } from '../support/work-folder.ts';

const NAMES = new Set(settingEntries().flatMap(([name, { flag, input }]) => [name, flag, input]));
const KEYS = settingEntries().flatMap(([name, { inFile }]) => (inFile ? [name] : []));

function parsed(text: string): Record<string, unknown> {
  return Object.fromEntries([...parseConfig(text, 'c.yaml')].map(([name, { raw }]) => [name, raw]));
}

describe('the configuration file', () => {
  it('is read with every kind of value', () => {
    const text = `
# how to judge
checks: [lint, hardening]
fail-on: { vulnerability: critical, lint: none }
only-fixed: true
cache: off
advisories:
  - osv
  - ./folder
trust:
  registries: [ghcr.io]
  digest: required
`;
    expect(parsed(text)).toEqual({
      checks: ['lint', 'hardening'],
      'fail-on': ['vulnerability=critical', 'lint=none'],
      'only-fixed': ['true'],
      cache: ['off'],
      advisories: ['osv', './folder'],
      trust: { registries: ['ghcr.io'], digest: 'required' },
    });
  });

  it('may say lists and maps in one word', () => {
    expect(parsed('checks: lint\nfail-on: high\n')).toEqual({ checks: ['lint'], 'fail-on': ['high'] });
  });

  it('says where a setting stands', () => {
    expect(parseConfig('\n\nchecks: [lint]\n', 'c.yaml').get('checks')?.place).toBe('c.yaml:3: checks');
  });

  it('says where a part of trust stands: its key, or the item of a list', () => {
    const text = 'trust:\n  rules:\n    - images:\n        - a\n        - b\n      name: x\n';
    const at = parseConfig(text, 'c.yaml').get('trust')?.at;
    const lines = [
      [],
      ['rules'],
      ['rules', 0],
      ['rules', 0, 'images'],
      ['rules', 0, 'images', 1],
      ['rules', 0, 'name'],
    ];
    expect(lines.map((path) => at?.(path))).toEqual([1, 2, 3, 3, 5, 6].map((line) => `c.yaml:${line}`));
    expect(at?.(['rules', 0, 'images', 9])).toBe('c.yaml:3');
    expect(at?.(['rules', 0, 'name', 'deeper'])).toBe('c.yaml:6');
    expect(at?.(['nothing'])).toBe('c.yaml:1');
    expect(parseConfig('checks: [lint]', 'c.yaml').get('checks')?.at).toBeUndefined();
  });

  it.each(['', '# nothing\n', '---\n', '{}\n'])('%j gives no settings', (text) => {
    expect(parsed(text)).toEqual({});
  });

  it.each([
    ['fail_on: high', 'SETTING_UNKNOWN', 'c.yaml:1: key "fail_on" is not known | Did you mean "fail-on"?'],
    [
      'checks: [lint]\nseverity: high',
      'SETTING_UNKNOWN',
      'c.yaml:2: key "severity" is not known | Did you mean "fail-on"?',
    ],
    ['report: json=x', 'SETTING_UNKNOWN', 'key "report" is not known | Did you mean "reports"?'],
    ['image: alpine', 'SETTING_UNKNOWN', 'key "image" does not belong in the file'],
    ['context: .', 'SETTING_UNKNOWN', 'key "context" does not belong in the file'],
    ['token: x', 'SETTING_UNKNOWN', 'key "token" does not belong in the file'],
    ['<<: { checks: [lint] }', 'SETTING_UNKNOWN', 'key "<<" is not known'],
    ['[a]: b', 'SETTING_UNKNOWN', 'key "" is not known'],
    ['checks: [lint]\nchecks: [lint]', 'CONFIG_INVALID', 'c.yaml:2: the key "checks" is there twice'],
    ['fail-on:\n  lint: low\n  lint: none', 'CONFIG_INVALID', 'c.yaml:3: the key "lint" is there twice'],
    ['checks: &a [lint]', 'CONFIG_INVALID', 'anchors and aliases are not allowed'],
    ['checks: &a [lint]\nadvisories: *a', 'CONFIG_INVALID', 'anchors and aliases are not allowed'],
    ['checks: !!js/function "x"', 'CONFIG_INVALID', 'c.yaml:1: Unresolved tag'],
    ['checks:', 'CONFIG_INVALID', 'c.yaml:1: checks: it has no value'],
    ['checks: ~', 'CONFIG_INVALID', 'c.yaml:1: checks: it has no value'],
    ['advisories:\n  - osv\n  - 1.10', 'CONFIG_INVALID', 'c.yaml:3: advisories: the value is not a text'],
    ['advisories:\n  -', 'CONFIG_INVALID', 'advisories: the value is not a text'],
    ['fail-on: { lint: 3 }', 'CONFIG_INVALID', 'fail-on: the value is not a text'],
    ['cache: { a: b }', 'CONFIG_INVALID', 'cache: it is not a single value'],
    ['cache: true', 'CONFIG_INVALID', 'cache: the value is not a text'],
    ['checks: { lint: true }', 'CONFIG_INVALID', 'checks: it is not a list'],
    ['only-fixed: [true]', 'CONFIG_INVALID', 'only-fixed: it is not a single value'],
    ['- checks', 'CONFIG_INVALID', 'the file is not a map'],
    ['checks', 'CONFIG_INVALID', 'the file is not a map'],
    ['checks: [lint]\n---\nchecks: [lint]', 'CONFIG_INVALID', 'there is a second document'],
    ['checks: "lint', 'CONFIG_INVALID', 'c.yaml:1:'],
    ['checks:\n\t- lint', 'CONFIG_INVALID', 'c.yaml:2: Tabs'],
    [`trust: ${'['.repeat(40)}${']'.repeat(40)}`, 'CONFIG_INVALID', 'nested too deeply'],
    ['['.repeat(20_000), 'CONFIG_INVALID', 'nested too deeply'],
  ])('refuses %j', (text, code, said) => {
    const got = misuse(() => parseConfig(text, 'c.yaml'));
    expect(got).toContain(code);
    expect(got).toContain(said);
  });

  it('with many keys is refused without taking the square of their number', () => {
    const text = `{${Array.from({ length: 50_000 }, (_, i) => `k${i}`).join(',')}}`;
    expect(misuse(() => parseConfig(text, 'c.yaml'))).toContain('key "k0" is not known');
  });

  it('suggests the key that was meant, one edit away', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KEYS), fc.nat(), fc.constantFrom('', 'q', 'qq'), (key, place, by) => {
        const i = place % key.length;
        const wrong = key.slice(0, i) + by + key.slice(i + 1);
        // Of a short word, one letter is too much to tell what was meant.
        fc.pre(key.length > 4 && !NAMES.has(wrong) && /^[a-z]/u.test(wrong));
        const said = misuse(() => parseConfig(`"${wrong}": x`, 'c.yaml'));
        expect(KEYS).toContain(/Did you mean "([a-z-]+)"/u.exec(said)?.[1]);
      }),
    );
  });

  it('gives settings or an InputError for any text', () => {
    const piece = fc.constantFrom(
      'checks',
      'fail-on',
      'trust',
      ':',
      ' ',
      '\n',
      '- ',
      '[',
      ']',
      '{',
      '}',
      '&a',
      '*a',
      '"',
      '!',
      '#',
      '?',
      'x',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 20 }).map((parts) => parts.join('')),
        ),
        (text) => {
          try {
            expect(parseConfig(text, 'c.yaml').size).toBeLessThanOrEqual(KEYS.length);
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('finding the configuration file', () => {
  it('reads the default one where it is there, and nothing where it is not', () => {
    expect(readConfigFile(null, workFolder({ '.image-gate.yaml': 'checks: [lint]' })).has('checks')).toBe(
      true,
    );
    expect(readConfigFile(null, workFolder()).size).toBe(0);
  });

  it('reads the one that is named instead', () => {
    const cwd = workFolder({ '.image-gate.yaml': 'checks: [lint]', 'ci/gate.yaml': 'cache: off' });
    expect([...readConfigFile('ci/gate.yaml', cwd).keys()]).toEqual(['cache']);
  });

  it.each([
    ['no.yaml', 'CONFIG_NOT_FOUND', 'there is no file no.yaml'],
    ['folder', 'CONFIG_INVALID', 'folder: it cannot be read'],
    ['large.yaml', 'CONFIG_INVALID', `the limit is ${LIMITS.configFileBytes.value}`],
    ['binary.yaml', 'CONFIG_INVALID', 'binary.yaml: it cannot be read'],
  ])('refuses %s', (name, code, text) => {
    const cwd = workFolder({ 'folder/': '', 'large.yaml': '#'.repeat(LIMITS.configFileBytes.value + 1) });
    writeFileSync(path.join(cwd, 'binary.yaml'), Buffer.from([0x63, 0x3a, 0x20, 0xff]));
    const said = misuse(() => readConfigFile(name, cwd));
    expect(said).toContain(code);
    expect(said).toContain(text);
  });
});
