import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfigText } from '../../src/settings/config-text.ts';
import { LIMITS } from '../../src/util/limits.ts';
import { workFolder } from '../support/work-folder.ts';

describe('a configuration file', () => {
  it('is read where it is, and null where it is not', () => {
    const cwd = workFolder({ 'a.yaml': 'quiet: true\n' });
    expect([readConfigText('a.yaml', cwd, 'X'), readConfigText('b.yaml', cwd, 'X')]).toEqual([
      'quiet: true\n',
      null,
    ]);
  });

  it.each([
    ['that is too large', 'large.yaml'],
    ['that is a folder', 'folder'],
    ['that is a link out of the working directory', 'link.yaml'],
  ])('%s is an error under the code of its kind', (_what, name) => {
    const root = workFolder({
      'in/large.yaml': '#'.repeat(LIMITS.configFileBytes.value + 1),
      'in/folder/x': '',
      'secret.yaml': 'token: x\n',
    });
    const cwd = path.join(root, 'in');
    symlinkSync('../secret.yaml', path.join(cwd, 'link.yaml'));
    expect(() => readConfigText(name, cwd, 'CONFIG_INVALID')).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining(name) }),
    );
  });
});
