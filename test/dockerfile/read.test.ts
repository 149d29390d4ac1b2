import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDockerfile } from '../../src/dockerfile/read.ts';
import { InputError } from '../../src/model/errors.ts';
import { LIMITS } from '../../src/util/limits.ts';
import { caught } from '../support/caught.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dockerfile-'));
  await mkdir(path.join(folder, 'sub'));
  await writeFile(path.join(folder, 'sub/Dockerfile'), 'FROM scratch\n');
  await writeFile(path.join(folder, 'large'), Buffer.alloc(LIMITS.dockerfileBytes.value + 1, '#'));
  await writeFile(path.join(folder, 'full'), Buffer.alloc(LIMITS.dockerfileBytes.value, '#'));
  await writeFile(path.join(folder, 'bytes'), Buffer.from([0xff, 0xfe, 0x00, 0x46, 0x0a]));
  await symlink(path.join(folder, 'loop'), path.join(folder, 'loop'));
  await symlink(process.execPath, path.join(folder, 'out'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('a Dockerfile is read, and its path is relative with forward slashes', async () => {
  const dockerfile = await readDockerfile(path.join('sub', 'Dockerfile'), folder);
  expect(dockerfile.path).toBe('sub/Dockerfile');
  expect(dockerfile.stages).toHaveLength(1);
  expect((await readDockerfile(path.join(folder, 'sub/Dockerfile'), folder)).path).toBe('sub/Dockerfile');
});

test('a file of just the allowed size, and one that is no text, are read', async () => {
  expect((await readDockerfile('full', folder)).text).toHaveLength(LIMITS.dockerfileBytes.value);
  expect((await readDockerfile('bytes', folder)).problems).not.toEqual([]);
});

test('bytes that are no UTF-8 are a problem: builders see what the text does not show', async () => {
  const text = 'FROM a\nRUN <<E\xff\nE\xff\nRUN <<"USER b"\nE\xef\xbf\xbd\nFROM evil\nUSER b\n';
  await writeFile(path.join(folder, 'latin1'), Buffer.from(text, 'latin1'));
  await writeFile(path.join(folder, 'utf8'), 'FROM a\n# é\n');
  expect((await readDockerfile('latin1', folder)).problems).toMatchObject([
    { code: 'NOT_UTF8', unread: true },
  ]);
  expect((await readDockerfile('utf8', folder)).problems).toEqual([]);
});

describe('errors', () => {
  test.each([
    ['a file that is not there', 'nope', 'DOCKERFILE_NOT_FOUND'],
    ['a path through a file', 'sub/Dockerfile/x', 'DOCKERFILE_NOT_FOUND'],
    ['a folder', 'sub', 'DOCKERFILE_UNREADABLE'],
    ['a link to itself', 'loop', 'DOCKERFILE_UNREADABLE'],
    ['a link to a file outside', 'out', 'DOCKERFILE_UNREADABLE'],
    ['a file that is too large', 'large', 'DOCKERFILE_TOO_LARGE'],
  ])('%s', async (_name, file, code) => {
    const error = await caught(async () => readDockerfile(file, folder));
    expect(error).toBeInstanceOf(InputError);
    expect(error).toMatchObject({ code, message: expect.stringContaining(file), hint: expect.any(String) });
  });
});
