import { describe, expect, it } from 'vitest';

import { defaultCache, fromWorkingDirectory, requirePath } from '../../src/settings/paths.ts';
import { misuse } from '../support/load.ts';
import { workFolder } from '../support/work-folder.ts';

describe('paths', () => {
  it.each([
    ['Dockerfile', 'Dockerfile'],
    ['./a/../b/Dockerfile', 'b/Dockerfile'],
    ['/repo/a/Dockerfile', 'a/Dockerfile'],
    ['../Dockerfile', '../Dockerfile'],
    ['-', '-'],
  ])('%s is %s from the working directory', (path, expected) => {
    expect(fromWorkingDirectory(path, '/repo')).toBe(expected);
  });

  it('must be there, and be what they are used as', () => {
    const cwd = workFolder({ file: '', 'folder/': '' });
    const look = (path: string, kind: 'file' | 'folder') => () =>
      requirePath({ path, kind, place: '--x', cwd });
    expect(look('file', 'file')).not.toThrow();
    expect(look('folder', 'folder')).not.toThrow();
    expect(misuse(look('folder', 'file'))).toContain('--x: "folder" is not a file');
    expect(misuse(look('file', 'folder'))).toContain('--x: "file" is not a folder');
    expect(misuse(look('none', 'file'))).toContain('--x: there is no file "none"');
    expect(misuse(look('file/below', 'file'))).toContain('--x: ');
    expect(misuse(look('x'.repeat(5000), 'file'))).toContain('--x: ');
  });

  it('for the cache are absolute, or there is none', () => {
    expect(defaultCache('cli', { HOME: 'relative' })).toBeNull();
    expect(defaultCache('cli', { RUNNER_TEMP: '/t', HOME: '/h' })).toBe('/h/.cache/image-gate');
    expect(defaultCache('action', { RUNNER_TEMP: '/t', HOME: '/h' })).toBe('/t/image-gate');
    expect(defaultCache('action', { HOME: '/h' })).toBe('/h/.cache/image-gate');
  });
});
