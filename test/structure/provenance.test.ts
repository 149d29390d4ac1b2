import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');

const files = existsSync(path.join(ROOT, '.git'))
  ? execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' }).split('\n').filter(Boolean)
  : [];
const texts = files
  .filter(
    (name) => /\.(?:ts|md|yml|yaml|json|sh)$|^scripts\/|Dockerfile/u.test(name) && !name.startsWith('dist/'),
  )
  .filter((name) => name !== 'package-lock.json' && existsSync(path.join(ROOT, name)))
  .map((name) => ({ name, text: readFileSync(path.join(ROOT, name), 'utf8') }));

describe('the committed files', () => {
  it('hold nobody’s home folder and no absolute path of a machine', () => {
    const own = /(?<![\w./-])\/(?:home|Users|root|work)\/\w+/u;
    const hits = texts.filter(({ name, text }) => own.test(text) && !name.startsWith('test/'));
    expect(hits.map(({ name }) => name)).toEqual([]);
  });

  it('keep the README short enough to read', () => {
    const readme = texts.find(({ name }) => name === 'README.md')?.text ?? '';
    expect(readme.split('\n').length).toBeLessThanOrEqual(200);
    expect(readme).toContain('./scripts/demo');
    expect(readme).toContain('./scripts/test');
  });

  it('keep registry hosts out of the lock file', () => {
    const lock = readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8');
    expect(lock).not.toContain('"resolved"');
  });

  it('name exact versions of every dependency', () => {
    const pkg = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as Record<string, unknown>;
    const versions = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((key) =>
      Object.values((pkg[key] ?? {}) as Record<string, string>),
    );
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/u.test(version))).toEqual([]);
  });
});
