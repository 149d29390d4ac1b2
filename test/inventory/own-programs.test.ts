import { describe, expect, it } from 'vitest';
import { ownPrograms } from '../../src/inventory/own-programs.ts';

describe('ownPrograms', () => {
  it.each([
    ['app/server', 'app/server', true],
    ['/app/server', 'app/server', true],
    ['app/*', 'app/server', true],
    ['app/*', 'app/bin/server', false],
    ['app/**', 'app/bin/server', true],
    ['app/', 'app/bin/server', true],
    ['app', 'app/server', false],
    ['App/server', 'app/server', false],
    ['app/server', 'srv/app/server', false],
  ])('%s stands for %s: %s', (pattern, path, expected) => {
    expect(ownPrograms([pattern])(path)).toBe(expected);
    expect(ownPrograms(['elsewhere', pattern])(path)).toBe(expected);
  });

  it('stands for nothing without patterns', () => {
    expect(ownPrograms([])('app/server')).toBe(false);
  });
});
