import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify, createClassifier } from '../../src/inventory/classify.ts';

const path = fc
  .array(
    fc.oneof(fc.constantFrom('etc', 'a', 'node_modules', 'status.d'), fc.stringMatching(/^[a-z.]{1,9}$/u)),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((parts) => parts.join('/'));

describe('classify', () => {
  it.each([
    ['var/lib/dpkg/status', 'dpkg'],
    ['var/lib/dpkg/status.d/anything', 'dpkg'],
    ['lib/apk/db/installed', 'apk'],
    ['a/node_modules/b/package.json', 'npm'],
    ['a/b.dist-info/METADATA', 'python'],
    ['a/b-1.0.egg-info', 'python'],
    ['etc/passwd', 'notable'],
    ['usr/lib/os-release', 'notable'],
    ['var/lib/rpm/rpmdb.sqlite', 'rpm'],
    ['usr/lib/sysimage/rpm/Packages.db', 'rpm'],
    ['var/lib/pacman/local/bash-5-1/desc', 'pacman'],
    ['usr/lib/opkg/status', 'opkg'],
    ['app/lib/x.jar', 'java'],
    ['app/x.war', 'java'],
    ['usr/lib/ruby/gems/3.1.0/specifications/rake-13.gemspec', 'ruby'],
    ['srv/vendor/composer/installed.json', 'php'],
    ['app/App.deps.json', 'dotnet'],
    ['opt/conda/conda-meta/x-1.json', 'conda'],
    ['app/.pnp.cjs', 'pnp'],
    ['var/lib/chisel/manifest.wall', 'chisel'],
  ])('knows %s, and the sieve lets it through', (text, id) => {
    const found = classify(text);
    const name =
      found?.kind === 'catalogue'
        ? found.cataloguer.id
        : found?.kind === 'unread'
          ? found.format.id
          : found?.kind;
    expect(name).toBe(id);
    expect(sieve(text)).toBe(true);
  });

  it.each([
    'etc/shadow',
    'opt/etc/passwd',
    'app/x.jar.txt',
    'gems/rake.gemspec',
    'var/lib/rpm/x/Packages',
    'a/desc',
  ])('does not know %s', (text) => {
    expect(classify(text)).toBeNull();
  });

  it('never knows a path that the sieve holds back', () => {
    fc.assert(
      fc.property(path, (text) => {
        expect(classify(text) === null || sieve(text)).toBe(true);
      }),
    );
  });

  it('holds back nearly all paths', () => {
    const others = Array.from(
      { length: 1000 },
      (_, n) => `usr/share/doc/p${n % 37}/file-${n}.${'abcdefgh'[n % 8]}`,
    );
    expect(others.filter(sieve).length).toBeLessThan(50);
  });
});

function sieve(text: string): boolean {
  const bytes = Buffer.from(text);
  return createClassifier().mayMatter(bytes, bytes.length, text.lastIndexOf('/') + 1);
}
