import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GEMFILE_LOCK, readGemfileLock } from '../../../../src/inventory/cataloguers/locks/gemfile-lock.ts';

const LOCK = `GIT
  remote: https://github.com/x/y.git
  revision: 0123
  specs:
    y (9.0.0)

GEM
  remote: https://rubygems.org/
  specs:
    nokogiri (1.14.0-x86_64-linux)
      racc (~> 1.4)
    rack (2.2.4)

PLATFORMS
  x86_64-linux

DEPENDENCIES
  rack

BUNDLED WITH
   2.3.26
`;

describe('the lock file of Bundler', () => {
  it('is superseded by gems that are installed anywhere', () => {
    expect(GEMFILE_LOCK.supersededBelow?.('app/Gemfile.lock')).toBe('');
    expect(GEMFILE_LOCK.wants('app/vendor/bundle/x/Gemfile.lock')).toBe(false);
  });

  it.each([LOCK, LOCK.replaceAll('\n', '\r\n')])('lists the gems of a registry', (text) => {
    expect(readGemfileLock(text)).toEqual({
      packages: [
        { name: 'nokogiri', version: '1.14.0' },
        { name: 'rack', version: '2.2.4' },
      ],
      unknowns: [],
    });
  });

  it.each([
    ['another file', 'text', 'no lock file'],
    ['a gem without version', 'GEM\n  specs:\n    rack\n', '"rack"'],
  ])('is unknown when it is %s', (_, text, word) => {
    expect(readGemfileLock(text)).toEqual({ packages: [], unknowns: [expect.stringContaining(word)] });
  });

  it('accounts for every gem', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[!-~]{1,10}$/u)), (names) => {
        const lines = names.map((name) => `    ${name} (1.0)`).join('\n');
        const { packages, unknowns } = readGemfileLock(`GEM\n  specs:\n${lines}\n`);
        expect(packages.length + unknowns.length).toBe(names.length);
      }),
    );
  });
});
