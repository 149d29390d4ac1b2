import { describe, expect, it } from 'vitest';
import { loadArgv, loadInputs, settingsFolder } from '../support/load.ts';

describe('own-programs', () => {
  it('is empty when nobody names any', () => {
    expect(loadArgv(['check', '--image', 'alpine'], settingsFolder()).ownPrograms).toEqual([]);
  });

  it('comes from the command line, the action or the file', () => {
    const globs = ['app/server', 'opt/tool/**'];
    const flags = globs.flatMap((glob) => ['--own-programs', glob]);
    expect(loadArgv(['check', '--image', 'alpine', ...flags], settingsFolder()).ownPrograms).toEqual(globs);
    const inputs = { image: 'alpine:3', 'own-programs': globs.join('\n') };
    expect(loadInputs(inputs, settingsFolder()).ownPrograms).toEqual(globs);
    const file = settingsFolder(`own-programs:\n${globs.map((glob) => `  - ${glob}\n`).join('')}`);
    expect(loadArgv(['check', '--image', 'alpine'], file).ownPrograms).toEqual(globs);
  });
});
