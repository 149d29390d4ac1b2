import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { leadsOut } from '../../src/util/link-out.ts';
import { workFolder } from '../support/work-folder.ts';

describe('a path in a folder', () => {
  it.each([
    ['a file', 'a', false],
    ['a link to a file beside it', 'inner', false],
    ['a link to a file outside', 'outer', true],
    ['a file in a folder that is a link outside', 'folder/b', true],
    ['what is not there', 'none', false],
    ['a link to nothing', 'dangling', false],
    ['a path that names what is outside', '../out/b', false],
  ])('%s leads out: %s', (_what, name, out) => {
    const root = workFolder({ 'in/a': '', 'out/b': '' });
    const folder = path.join(root, 'in');
    symlinkSync('a', path.join(folder, 'inner'));
    symlinkSync('../out/b', path.join(folder, 'outer'));
    symlinkSync('../out', path.join(folder, 'folder'));
    symlinkSync('nothing', path.join(folder, 'dangling'));
    expect(leadsOut(path.join(folder, name), folder)).toBe(out);
  });

  it('is not fooled by a folder that is reached through a link itself', () => {
    const root = workFolder({ 'real/a': '' });
    symlinkSync('real', path.join(root, 'alias'));
    mkdirSync(path.join(root, 'real/sub'));
    expect(leadsOut(path.join(root, 'alias/a'), path.join(root, 'alias'))).toBe(false);
  });
});
