import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { OUTPUTS } from '../../src/settings/outputs.ts';
import { settingEntries } from '../../src/settings/schema.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const action: {
  readonly inputs: Record<string, Record<string, unknown>>;
  readonly outputs: Record<string, unknown>;
  readonly runs: unknown;
} = parse(readFileSync(path.join(ROOT, 'action.yml'), 'utf8'));
const page = readFileSync(path.join(ROOT, 'docs/settings.md'), 'utf8');

describe('action.yml', () => {
  it('declares exactly the inputs of the schema', () => {
    const inputs = settingEntries().flatMap(([, { input }]) => (input === null ? [] : [input]));
    expect(Object.keys(action.inputs)).toEqual(inputs);
  });

  it('has no default for any input, and requires none', () => {
    for (const input of Object.values(action.inputs)) {
      expect(Object.keys(input)).toEqual(['description', 'required']);
      expect(input['required']).toBe(false);
    }
  });

  it('has no expression in a description: the runner would try to evaluate it', () => {
    expect(JSON.stringify(action)).not.toContain('${{');
  });

  it('declares exactly the outputs', () => {
    expect(Object.keys(action.outputs)).toEqual(Object.keys(OUTPUTS));
  });

  it('runs the bundle on Node 24', () => {
    expect(action.runs).toEqual({ using: 'node24', main: 'dist/action.cjs' });
  });
});

describe('docs/settings.md', () => {
  it.each(settingEntries())('describes %s at every place where it can be given', (name, setting) => {
    const section = page.split(`### \`${name}\`\n`)[1]?.split('\n#')[0] ?? '';
    expect(section).toContain(setting.description.slice(0, 30));
    if (setting.flag !== null) expect(section).toContain(`--${setting.flag}`);
    if (setting.input !== null) expect(section).toContain(`input \`${setting.input}\``);
    expect(section.includes(`key \`${name}\``)).toBe(setting.inFile);
  });

  it.each(Object.keys(OUTPUTS))('describes the output %s', (name) => {
    expect(page).toMatch(new RegExp(`^\\| \`${name}\` +\\| \\S`, 'mu'));
  });
});
