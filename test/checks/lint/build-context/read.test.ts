import { chmodSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readBuildContext } from '../../../../src/checks/lint/build-context/read.ts';
import { workFolder } from '../../../support/work-folder.ts';

const ENV = 'TOKEN=abc123';

async function secretsIn(files: Readonly<Record<string, string>>): Promise<string[]> {
  const folder = workFolder(files);
  const { secrets, unread } = await readBuildContext(folder, path.join(folder, 'Dockerfile'));
  expect(unread).toBeNull();
  return secrets.map((secret) => secret.path);
}

test('every secret is found, in order', async () => {
  const files = { 'b/.env': ENV, '.env': ENV, 'a/b/c/id_rsa': ['PRIVATE', 'KEY'].join(' '), 'index.ts': ENV };
  expect(await secretsIn(files)).toEqual(['.env', 'a/b/c/id_rsa', 'b/.env']);
});

test('a repository is one secret', async () => {
  expect(await secretsIn({ '.git/config': '[core]', '.git/hooks/.env': ENV })).toEqual(['.git/config']);
});

test.each<[string, Record<string, string>, string[]]>([
  ['a file', { '.dockerignore': '.env' }, ['a/.env']],
  ['a pattern', { '.dockerignore': '**/.env' }, []],
  ['a folder', { '.dockerignore': 'a' }, ['.env']],
  ['all but what comes back', { '.dockerignore': '*\n!a/.env' }, ['a/.env']],
  ["the Dockerfile's own rules", { '.dockerignore': '**/.env', 'Dockerfile.dockerignore': 'a' }, ['.env']],
])('what .dockerignore leaves out is left out: %s', async (_name, files, expected) => {
  expect(await secretsIn({ '.env': ENV, 'a/.env': ENV, ...files })).toEqual(expected);
});

test('packages are not looked into', async () => {
  expect(await secretsIn({ 'node_modules/x/.env': ENV })).toEqual([]);
});

test('symbolic links are not followed', async () => {
  const outside = workFolder({ '.env': ENV });
  const folder = workFolder();
  symlinkSync(outside, path.join(folder, 'folder'));
  symlinkSync(path.join(outside, '.env'), path.join(folder, '.env'));
  expect((await readBuildContext(folder, path.join(folder, 'Dockerfile'))).secrets).toEqual([]);
});

test('a file that is too large to be read is judged by its name', async () => {
  expect(await secretsIn({ '.env': `#${'x'.repeat(300_000)}` })).toEqual(['.env']);
});

test('a folder that is not there is said', async () => {
  const { unread } = await readBuildContext('/does/not/exist', '/does/not/exist/Dockerfile');
  expect(unread).toMatch(/^"\." in the build context was not looked at: ENOENT/u);
});

test.skipIf(process.getuid?.() === 0)('a folder that cannot be read is said', async () => {
  const folder = workFolder({ 'a/.env': ENV });
  chmodSync(path.join(folder, 'a'), 0o000);
  const { unread } = await readBuildContext(folder, path.join(folder, 'Dockerfile'));
  chmodSync(path.join(folder, 'a'), 0o700);
  expect(unread).toMatch(/"a" in the build context/u);
});
