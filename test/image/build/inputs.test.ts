import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findInputs, withText } from '../../../src/image/build/inputs.ts';
import { buildSource } from '../../support/build-source.ts';
import { workFolder } from '../../support/work-folder.ts';

describe('findInputs', () => {
  it.each([
    ['.', null, '', 'Dockerfile'],
    ['app', null, 'app', 'app/Dockerfile'],
    ['app', 'other.Dockerfile', 'app', 'other.Dockerfile'],
  ])('finds context %s with file %s', async (context, file, expectedContext, expectedFile) => {
    const cwd = workFolder({ Dockerfile: '', 'app/Dockerfile': '', 'other.Dockerfile': '' });
    expect(await findInputs(buildSource({ context, file }), cwd)).toMatchObject({
      isLocal: true,
      context: join(cwd, expectedContext),
      dockerfile: join(cwd, expectedFile),
    });
  });

  it.each(['https://github.com/a/b.git#main', 'git@github.com:a/b.git', 'github.com/a/b'])(
    'leaves %s to the builder',
    async (context) => {
      const found = await findInputs(buildSource({ context, file: 'sub/Dockerfile' }), '/');
      expect(found).toMatchObject({ isLocal: false, context, dockerfile: 'sub/Dockerfile' });
    },
  );

  it.each([
    [{ context: 'gone' }, 'CONTEXT_NOT_FOUND', '"gone"'],
    [{ context: 'Dockerfile' }, 'CONTEXT_NOT_FOUND', '"Dockerfile"'],
    [{ context: '-' }, 'CONTEXT_NOT_FOUND', '"-"'],
    [{ context: '--push' }, 'CONTEXT_NOT_FOUND', '"--push"'],
    [{ context: 'empty' }, 'DOCKERFILE_NOT_FOUND', '"empty/Dockerfile"'],
    [{ file: 'gone.Dockerfile' }, 'DOCKERFILE_NOT_FOUND', '"gone.Dockerfile"'],
    [{ file: 'empty' }, 'DOCKERFILE_NOT_FOUND', '"empty"'],
  ])('refuses %j', async (change, code, words) => {
    const cwd = workFolder({ Dockerfile: '', 'empty/': '' });
    await expect(findInputs(buildSource(change), cwd)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words),
    });
  });
});

describe('withText', () => {
  it('puts the text where only it and its ignore file are', async () => {
    const cwd = workFolder({ 'a.Dockerfile': 'FROM a', 'a.Dockerfile.dockerignore': 'x' });
    const inputs = await findInputs(buildSource({ file: 'a.Dockerfile' }), cwd);
    const changed = await withText(inputs, 'FROM b', workFolder());
    expect(changed).toMatchObject({ context: cwd, isLocal: true });
    expect(readFileSync(changed.dockerfile ?? '', 'utf8')).toBe('FROM b');
    expect(readFileSync(`${changed.dockerfile ?? ''}.dockerignore`, 'utf8')).toBe('x');
    expect(basename(changed.dockerfile ?? '')).toBe('a.Dockerfile');
    expect(readFileSync(join(cwd, 'a.Dockerfile'), 'utf8')).toBe('FROM a');
  });

  it('does not replace a Dockerfile that is elsewhere', async () => {
    const inputs = await findInputs(buildSource({ context: 'https://github.com/a/b.git' }), '/');
    await expect(withText(inputs, 'FROM b', workFolder())).rejects.toThrow('not here');
  });
});
