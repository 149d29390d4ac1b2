import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { InputError } from '../../src/model/errors.ts';
import { parseHadolintConfig, readHadolintConfig } from '../../src/settings/hadolint-config.ts';
import { misuse } from '../support/load.ts';
import { workFolder } from '../support/work-folder.ts';

const parse = (text: string): ReturnType<typeof parseHadolintConfig> =>
  parseHadolintConfig(text, '.hadolint.yaml');

describe("hadolint's configuration", () => {
  it('is read', () => {
    const config = parse(`
ignored: [DL3004, sc2086]
override:
  error: [DL3042]
  warning: [DL3042, DL3033]
  info: [DL3032]
  style: [DL3015]
trustedRegistries: ["docker.io", "*.gcr.io"]
label-schema: { author: text, url: url }
strict-labels: true
failure-threshold: warning
disable-ignore-pragma: true
format: sarif
no-color: true
`);
    expect(config).toEqual({
      path: '.hadolint.yaml',
      ignored: ['DL3004', 'SC2086'],
      overrides: new Map([
        ['DL3042', 'high'],
        ['DL3033', 'medium'],
        ['DL3032', 'low'],
        ['DL3015', 'info'],
      ]),
      trustedRegistries: ['docker.io', '*.gcr.io'],
      labelSchema: new Map([
        ['author', 'text'],
        ['url', 'url'],
      ]),
      strictLabels: true,
      ignoreComments: false,
      threshold: 'medium',
      unknownKeys: [],
    });
  });

  it.each(['', '# nothing\n', 'ignored:\n', '{}'])('may say nothing: %j', (text) => {
    expect(parse(text)).toMatchObject({
      ignored: [],
      overrides: new Map(),
      threshold: null,
      ignoreComments: true,
    });
  });

  it.each([
    ['error', 'high'],
    ['warning', 'medium'],
    ['info', 'low'],
    ['style', 'info'],
    ['ignore', 'info'],
    ['none', 'none'],
  ])('failure-threshold %s is %s', (word, expected) => {
    expect(parse(`failure-threshold: ${word}`).threshold).toBe(expected);
  });

  it('with no-fail fails for nothing', () => {
    expect(parse('no-fail: true\nfailure-threshold: error').threshold).toBe('none');
    expect(parse('no-fail: false\nfailure-threshold: error').threshold).toBe('high');
  });

  it('takes one registry without a list', () => {
    expect(parse('trustedRegistries: docker.io').trustedRegistries).toEqual(['docker.io']);
  });

  it('says which keys are not known', () => {
    expect(parse('ignored: []\nignore: [DL3004]').unknownKeys).toEqual(['.hadolint.yaml:2: ignore']);
  });
});

describe('is refused', () => {
  it.each([
    ['ignored: {a: b}', ':1: ignored: it is not a list of texts'],
    ['ignored: [1]', ':1: ignored: it is not a list of texts'],
    ['override: [DL3004]', ':1: override: it is not a map'],
    ['override: {errors: [DL3004]}', ':1: errors is not known'],
    ['strict-labels: "yes"', ':1: strict-labels: it is neither true nor false'],
    ['\nfailure-threshold: high', ':2: failure-threshold: "high" is not one of its values'],
    ['label-schema: {a: rawText}', ':1: a: "rawText" is not one of its values'],
    ['- DL3004', ':1: the file is not a map of settings'],
    ['ignored: [DL3004', ':1: '],
    ['ignored: []\nignored: []', 'is there twice'],
    ['ignored: &a [DL3004]', 'anchors and aliases are not allowed'],
  ])('%j', (text, message) => {
    const said = misuse(() => parse(text));
    expect(said).toMatch(/^HADOLINT_CONFIG_INVALID \.hadolint\.yaml:/u);
    expect(said).toContain(message);
  });

  it('or read, whatever the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        try {
          parse(text);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
    );
  });
});

describe('the file', () => {
  it('is the first one that is there', () => {
    const both = workFolder({ '.hadolint.yaml': 'ignored: [A]', '.hadolint.yml': 'ignored: [B]' });
    expect(readHadolintConfig(null, both)?.ignored).toEqual(['A']);
    expect(readHadolintConfig(null, workFolder({ '.hadolint.yml': 'ignored: [B]' }))?.path).toBe(
      '.hadolint.yml',
    );
    expect(readHadolintConfig('ci/h.yaml', workFolder({ 'ci/h.yaml': 'ignored: [C]' }))?.ignored).toEqual([
      'C',
    ]);
  });

  it('need not be there, unless it is named', () => {
    expect(readHadolintConfig(null, workFolder())).toBeNull();
    expect(misuse(() => readHadolintConfig('h.yaml', workFolder()))).toMatch(/^CONFIG_NOT_FOUND .*h\.yaml/u);
  });

  it('that cannot be read is refused', () => {
    const said = misuse(() => readHadolintConfig(null, workFolder({ '.hadolint.yaml/': '' })));
    expect(said).toMatch(/^HADOLINT_CONFIG_INVALID \.hadolint\.yaml: it cannot be read/u);
    const large = workFolder({ '.hadolint.yaml': '#'.repeat(1_100_000) });
    expect(misuse(() => readHadolintConfig(null, large))).toContain('the limit is');
  });
});
