import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const list = (folder: string): string[] =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.join(folder, name));

function importsOf(file: string): string[] {
  const found = read(file).matchAll(/(?:from|import\(|new URL\()\s*'(\.{1,2}\/[^']+)'/gu);
  return [...found].map((match) => path.normalize(path.join(path.dirname(file), match[1] ?? '')));
}

/** What the front doors hold is specified by running them. */
const RUN_AS_A_WHOLE = new Set(['src/main.ts', 'src/version.ts', 'src/gate.ts']);

it('every module with code has a spec of its own, or is part of one that has', () => {
  const sources = list('src');
  const specs = list('test');
  const direct = new Set(specs.flatMap(importsOf));
  const specified = new Set(
    sources.filter((file) => existsSync(path.join(ROOT, specOf(file))) || direct.has(file)),
  );
  // A set is walked on over what is added to it: in the end it holds what a spec reaches inside its room.
  for (const file of specified) {
    for (const to of importsOf(file)) if (roomOf(to) === roomOf(file)) specified.add(to);
  }
  const bare = sources.filter((file) => !specified.has(file) && !RUN_AS_A_WHOLE.has(file) && hasCode(file));
  expect(bare).toEqual([]);
});

function specOf(file: string): string {
  return file.replace(/^src/u, 'test').replace(/\.ts$/u, '.test.ts');
}

/** `src/image`, and for a check its own folder. */
function roomOf(file: string): string {
  const parts = file.split(path.sep);
  return parts.slice(0, parts[1] === 'checks' ? 3 : 2).join('/');
}

function hasCode(file: string): boolean {
  return /^export (?:async )?(?:function|const|class)/mu.test(read(file));
}
