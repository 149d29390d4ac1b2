import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readInputs } from '../../src/settings/inputs.ts';
import { settingEntries } from '../../src/settings/schema.ts';
import { inputEnv, misuse } from '../support/load.ts';

const NAMES = settingEntries().flatMap(([, { input }]) => (input === null ? [] : [input]));

describe('the inputs of the action', () => {
  it('are read from where the runner puts them', () => {
    const given = readInputs({ 'INPUT_BUILD-ARGS': 'A=1\n\n  B=2  \n', INPUT_CONTEXT: ' . ', PATH: '/bin' });
    expect([...given]).toEqual([
      ['build-args', { raw: ['A=1', 'B=2'], place: 'input build-args' }],
      ['build', { raw: ['.'], place: 'input context' }],
    ]);
  });

  it('that are empty were not given', () => {
    expect(readInputs(inputEnv(Object.fromEntries(NAMES.map((name) => [name, ''])))).size).toBe(0);
    expect(readInputs({ INPUT_IMAGE: '  \n ' }).size).toBe(0);
  });

  it.each([
    ['fail_on', 'SETTING_UNKNOWN', 'Did you mean "fail-on"?'],
    ['imgae', 'SETTING_UNKNOWN', 'Did you mean "image"?'],
    ['image-ref', 'SETTING_UNKNOWN', 'Did you mean "image"?'],
    ['severity-cutoff', 'SETTING_UNKNOWN', 'Did you mean "fail-on"?'],
    ['dockerfile', 'SETTING_UNKNOWN', 'Did you mean "file"?'],
    ['build', 'SETTING_UNKNOWN', 'Did you mean "context"?'],
    ['build-arg', 'SETTING_UNKNOWN', 'Did you mean "build-args"?'],
    ['zzzzzzzz', 'SETTING_UNKNOWN', 'Known: context, image,'],
    ['quiet', 'SETTING_UNKNOWN', 'input "quiet" is not known'],
    ['trust', 'SETTING_UNKNOWN', 'input "trust" is not known'],
    ['baseline', 'NOT_AVAILABLE', 'input "baseline" is not available'],
    ['platforms', 'NOT_AVAILABLE', 'input "platforms" is not available'],
  ])('called %s are refused, even when empty', (name, code, text) => {
    for (const value of ['x', '']) {
      const said = misuse(() => readInputs(inputEnv({ [name]: value })));
      expect(said).toContain(code);
      expect(said).toContain(text);
    }
  });

  it('with one letter wrong lead to the input that was meant', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), fc.nat(), (name, place) => {
        const i = place % name.length;
        const wrong = `${name.slice(0, i)}q${name.slice(i + 1)}`;
        fc.pre(!NAMES.includes(wrong));
        const said = misuse(() => readInputs(inputEnv({ [wrong]: 'x' })));
        expect(NAMES).toContain(/Did you mean "([a-z-]+)"/u.exec(said)?.[1]);
      }),
    );
  });
});
