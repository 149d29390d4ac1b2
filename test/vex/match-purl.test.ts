import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { matchesPurl, parsePurl } from '../../src/vex/match-purl.ts';

const ACTUAL = 'pkg:deb/debian/openssl@3.0.1?arch=amd64&distro=debian-12';

describe('parsePurl', () => {
  it('reads a package URL, and nothing else', () => {
    expect(parsePurl('pkg:npm/left-pad@1.0.0')).toMatchObject({ name: 'left-pad', version: '1.0.0' });
    expect(parsePurl('left-pad@1.0.0')).toBeNull();
  });
});

describe('matchesPurl', () => {
  it.each([
    'pkg:deb/debian/openssl',
    'pkg:deb/debian/openssl@3.0.1',
    'pkg:deb/debian/openssl@3.0.1?arch=amd64',
    ACTUAL,
  ])('matches %s', (stated) => {
    expect(matchesPurl(stated, ACTUAL)).toBe(true);
  });

  it.each([
    'pkg:deb/debian/openssl@3.0.2',
    'pkg:deb/debian/openssl?arch=arm64',
    'pkg:deb/debian/openssl?epoch=1',
    'pkg:deb/ubuntu/openssl',
    'pkg:deb/openssl',
    'pkg:deb/debian/openssl-dev',
    'pkg:rpm/debian/openssl',
    'openssl',
    '',
  ])('does not match %s', (stated) => {
    expect(matchesPurl(stated, ACTUAL)).toBe(false);
  });

  it('takes any text', () => {
    assert(property(string(), (any) => !matchesPurl(any, ACTUAL)));
  });
});
