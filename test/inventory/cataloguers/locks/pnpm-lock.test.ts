import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PNPM_LOCK, readPnpmLock } from '../../../../src/inventory/cataloguers/locks/pnpm-lock.ts';

function lock(version: string, ...packages: readonly string[]): string {
  return [
    `lockfileVersion: ${version}`,
    '',
    'dependencies:',
    '  a: 1.0.0',
    '',
    'packages:',
    '',
    ...packages.flatMap((key) => [
      `  ${key}:`,
      '    resolution: {integrity: sha512-x==}',
      '    dependencies:',
      '      dev: 1.0.0',
      '',
    ]),
    'snapshots:',
    '',
    '  other@9.9.9: {}',
    '',
  ].join('\n');
}

function seen(text: string) {
  const { packages, unknowns } = readPnpmLock(text);
  return [...packages.map(({ name, version }) => `${name}@${version}`), ...unknowns];
}

describe('the lock file of pnpm', () => {
  it('is read where the project is', () => {
    expect(PNPM_LOCK.wants('app/pnpm-lock.yaml')).toBe(true);
    expect(PNPM_LOCK.wants('app/node_modules/.pnpm/lock.yaml')).toBe(false);
  });

  it.each([
    ['5', lock('5.4', '/a/1.0.0', '/@s/b/2.0.0_a@1.0.0', 'github.com/x/y/0123')],
    ['6', lock("'6.0'", '/a@1.0.0', "'/@s/b@2.0.0(a@1.0.0)'", 'github.com/x/y/0123')],
    ['9', lock("'9.0'", 'a@1.0.0', "'@s/b@2.0.0'", 'y@https://codeload.github.com/x/y/tar.gz/0123')],
  ])('lists the packages of the registry in version %s', (_, text) => {
    expect(seen(text)).toEqual(['a@1.0.0', '@s/b@2.0.0']);
  });

  it('leaves out what is for development, where it says so', () => {
    const text =
      'lockfileVersion: 5.4\npackages:\n\n  /a/1.0.0:\n    dev: true\n\n  /b/1.0.0:\n    dev: false\n';
    expect(seen(text)).toEqual(['b@1.0.0']);
  });

  it.each([
    ['a version to come', lock("'10.0'", 'a@1.0.0'), 'version'],
    ['no version', 'packages:\n', 'version'],
    ['a key without version', lock("'9.0'", 'a'), '"a"'],
    ['another form of YAML', 'lockfileVersion: 5.4\npackages: {"/a/1.0.0": {}}\n', 'not written'],
    ['a line that is no key', 'lockfileVersion: 5.4\npackages:\n  ? /a/1.0.0\n', '/a/1.0.0'],
  ])('is unknown when it has %s', (_, text, word) => {
    expect(readPnpmLock(text)).toEqual({ packages: [], unknowns: [expect.stringContaining(word)] });
  });

  it('accounts for every line of its packages', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[!-~]{1,20}$/u), (key) => {
        const { packages, unknowns } = readPnpmLock(lock('5.4', `/${key}/1.0.0`));
        expect(packages.length + unknowns.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
