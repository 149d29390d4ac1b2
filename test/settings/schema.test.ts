import { describe, expect, it } from 'vitest';

import { readValue } from '../../src/settings/given.ts';
import { ONLY_WITH, SOURCE_NAMES } from '../../src/settings/schema-source.ts';
import { nameAt, settingEntries } from '../../src/settings/schema.ts';
import { parseConfig } from '../../src/settings/config-file.ts';

describe('the schema of settings', () => {
  it.each(settingEntries())('can read the example and the default of %s', (name, setting) => {
    if (setting.kind === 'object') {
      const given = parseConfig(`${name}: ${setting.example}`, 'c.yaml').get(name);
      expect(readValue(name, given ?? { raw: null, place: '' })).toBeTypeOf('object');
      return;
    }
    const example = setting.example.replace(/^\$\{\{.*\}\}$/u, 'what-the-runner-puts-here');
    expect(readValue(name, { raw: [example], place: name })).not.toBeNull();
    if (setting.default !== null)
      expect(readValue(name, { raw: setting.default, place: name })).toBeDefined();
  });

  it.each(settingEntries())('describes %s in a sentence or two, and where it is given', (name, setting) => {
    expect(setting.description).toMatch(/^[A-Z`].*\.$/u);
    expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*$/u);
    expect(setting.flag !== null || setting.input !== null || setting.inFile).toBe(true);
    expect(setting.commands.length > 0).toBe(setting.flag !== null || setting.inFile);
    if (setting.flag !== null && setting.kind !== 'boolean') expect(setting.placeholder).toMatch(/^<.+>$/u);
  });

  it.each(settingEntries())('allows for %s exactly the words it lists', (name, setting) => {
    for (const word of setting.allowed ?? []) {
      expect(() => readValue(name, { raw: [word], place: name })).not.toThrow();
      if (setting.kind === 'boolean') continue;
      expect(() => readValue(name, { raw: [`${word}x`], place: name })).toThrow(word);
    }
  });

  it('has no flag and no input twice, and suggests no name that is its own', () => {
    for (const key of ['flag', 'input'] as const) {
      const names = settingEntries().flatMap(([, setting]) => setting[key] ?? []);
      expect(new Set(names).size).toBe(names.length);
      const others = settingEntries().flatMap(([, setting]) => setting.alsoCalled ?? []);
      expect(new Set(others).size).toBe(others.length);
      expect(others.filter((other) => names.includes(other))).toEqual([]);
    }
  });

  it('gives every source and every setting beside one at both doors', () => {
    for (const name of [...SOURCE_NAMES, ...(Object.keys(ONLY_WITH) as (keyof typeof ONLY_WITH)[])]) {
      expect(nameAt(name, 'cli')).toMatch(/^--/u);
      expect(nameAt(name, 'action')).toMatch(/^input /u);
    }
    expect(nameAt('trust', 'cli')).toBe('trust');
  });
});
