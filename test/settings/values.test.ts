import { describe, expect, it } from 'vitest';

import type { Given } from '../../src/settings/given.ts';
import type { SettingName } from '../../src/settings/schema.ts';
import { readValues } from '../../src/settings/values.ts';

function given(values: Partial<Record<SettingName, readonly string[]>>): Given {
  return new Map(
    Object.entries(values).map(([name, raw]) => [name as SettingName, { raw, place: name }] as const),
  );
}

describe('merging what was given', () => {
  it('takes the default where nothing was', () => {
    const values = readValues(given({}), given({}));
    expect([values.pull, values.image, values['allow-partial']]).toEqual(['missing', null, []]);
  });

  it('takes inline over the file, and the file over the default', () => {
    const file = given({ 'unknown-severity': ['low'], advisories: ['a', 'b'], cache: ['off'] });
    const values = readValues(given({ 'unknown-severity': ['high'], advisories: ['c'] }), file);
    expect([values['unknown-severity'], values.advisories, values.cache]).toEqual(['high', ['c'], 'off']);
  });

  it('lets false inline win over true in the file', () => {
    expect(
      readValues(given({ 'only-fixed': ['false'] }), given({ 'only-fixed': ['true'] }))['only-fixed'],
    ).toBe(false);
  });

  it('merges thresholds category by category', () => {
    const values = readValues(given({ 'fail-on': ['lint=low'] }), given({ 'fail-on': ['none'] }));
    expect(values['fail-on']).toEqual({
      vulnerability: 'none',
      lint: 'low',
      hardening: 'none',
      signature: 'none',
    });
  });
});
