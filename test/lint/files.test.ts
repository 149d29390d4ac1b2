import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { lintFiles } from '../../src/lint/files.ts';
import { caught } from '../support/caught.ts';
import { workFolder } from '../support/work-folder.ts';

const TREE = {
  Dockerfile: '',
  'Dockerfile.dev': '',
  'Dockerfile.dockerignore': '',
  'a/Dockerfile': '',
  'a/b/Dockerfile': '',
  'a/b/other': '',
  'folders/Dockerfile.d/': '',
  'node_modules/x/Dockerfile': '',
  '.git/Dockerfile': '',
  'odd[1]': '',
};

describe('the files to lint', () => {
  it.each([
    [['Dockerfile'], ['Dockerfile']],
    [
      ['b', '-', 'a/Dockerfile'],
      ['b', '-', 'a/Dockerfile'],
    ],
    [['Dockerfile*'], ['Dockerfile', 'Dockerfile.dev']],
    [['**/Dockerfile'], ['Dockerfile', 'a/Dockerfile', 'a/b/Dockerfile']],
    [
      ['a/b/Dockerfile', '**/Dockerfile'],
      ['a/b/Dockerfile', 'Dockerfile', 'a/Dockerfile'],
    ],
    [['Dockerfile.{dev,prod}'], ['Dockerfile.dev']],
    [['Dockerfile', './Dockerfile'], ['./Dockerfile']],
    [['odd[1]'], ['odd[1]']],
  ])('of %j are %j', async (names, files) => {
    const found = await lintFiles(names, workFolder(TREE));
    expect(found.map(({ name }) => name)).toEqual(files);
  });

  it('are known as named or found, and named wins', async () => {
    const found = await lintFiles(['Dockerfile*', 'Dockerfile'], workFolder(TREE));
    expect(found).toEqual([
      { name: 'Dockerfile', isNamed: true },
      { name: 'Dockerfile.dev', isNamed: false },
    ]);
  });

  it('hold a link that leads nowhere: reading it says so', async () => {
    const cwd = workFolder();
    symlinkSync('nowhere', path.join(cwd, 'Dockerfile.link'));
    expect(await lintFiles(['Dockerfile*'], cwd)).toEqual([{ name: 'Dockerfile.link', isNamed: false }]);
  });

  it.each(['no*', 'folders/Dockerfile*', 'node_modules/**'])(
    'of the pattern %s are an error',
    async (name) => {
      expect(await caught(() => lintFiles([name], workFolder(TREE)))).toMatchObject({
        code: 'DOCKERFILE_NOT_FOUND',
        message: `no file matches "${name}"`,
      });
    },
  );
});
