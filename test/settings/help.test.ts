import { describe, expect, it } from 'vitest';

import { defaultOf, helpText } from '../../src/settings/help.ts';
import { SETTINGS, settingEntries } from '../../src/settings/schema.ts';

describe('the help', () => {
  it.each(['check', 'lint', 'sbom', 'verify'] as const)(
    'of %s names every flag it takes, and no other',
    (command) => {
      const named = [...helpText(command).matchAll(/^ {2}--([a-z-]+)/gmu)].map(([, flag]) => flag);
      const flags = settingEntries().flatMap(([, { flag, commands }]) =>
        flag !== null && commands.includes(command) ? [flag] : [],
      );
      expect(new Set(named)).toEqual(new Set(flags));
      expect(named).toHaveLength(flags.length);
    },
  );

  it.each([null, 'check', 'lint', 'sbom', 'verify', 'rules'] as const)(
    'of %s fits a terminal of 100 columns',
    (of) => {
      const lines = helpText(of).split('\n');
      expect(lines.filter((line) => line.length > 100 || line.endsWith(' '))).toEqual([]);
      expect(lines.at(-1)).toBe('');
    },
  );

  it('names every command and every exit status', () => {
    for (const part of [
      'check <source>',
      'lint [Dockerfile…]',
      'verify --image <reference>',
      'rules [id]',
      '  0  pass',
      '  3  incomplete',
    ]) {
      expect(helpText(null)).toContain(part);
    }
  });

  it('says defaults, and none where there is none', () => {
    expect(defaultOf(SETTINGS.pull)).toBe('`missing`');
    expect(defaultOf(SETTINGS.token)).toBe('the environment variable `GITHUB_TOKEN`');
    expect(defaultOf(SETTINGS.image)).toBeNull();
    expect(defaultOf(SETTINGS['allow-partial'])).toBeNull();
  });
});
